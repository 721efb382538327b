/// How a weight matrix of `rows` × `columns` lies in memory, so that every processor reads it front to back. Nothing is
/// padded.
///
/// Rows are cut into blocks of 16; of what is left, as many rows as make a multiple of 4 form one block and the last 1 to 3
/// rows another. A block of height h holds one group of columns after the other: for int8 a group is 4 columns, h rows ×
/// 4 bytes; for float16 and float32 a group is 1 column, h values. The 1 to 3 columns of an int8 matrix that fill no group
/// follow behind all blocks, row by row.
public struct BlockedLayout: Sendable {
  /// Outputs.
  public var rows: Int
  /// Inputs.
  public var columns: Int
  /// int8, float16 or float32.
  public var element: ElementType

  /// The layout of a matrix.
  @inlinable
  public init(rows: Int, columns: Int, element: ElementType) {
    self.rows = rows
    self.columns = columns
    self.element = element
  }

  /// Rows in a full block.
  public static var blockRows: Int { 16 }

  /// `count` rounded up to a multiple of 4, as activations and the values of rows are stored.
  @inlinable
  public static func padded(_ count: Int) -> Int { (count &+ 3) & ~3 }

  /// Columns that stand side by side in one group.
  @inlinable
  public var groupColumns: Int { element == .int8 ? 4 : 1 }

  /// Columns that stand in groups; those behind them follow row by row.
  @inlinable
  public var groupedColumns: Int { element == .int8 ? columns & ~3 : columns }

  /// Bytes of the whole matrix.
  @inlinable
  public var bytes: Int { rows &* columns &* element.bytes }

  /// The place of an element, counted in elements.
  public func index(row: Int, column: Int) -> Int {
    let grouped = groupedColumns
    if column >= grouped { return rows * grouped + row * (columns - grouped) + column - grouped }
    let wide = rows / BlockedLayout.blockRows * BlockedLayout.blockRows
    let (first, height) =
      row < wide
      ? (row / BlockedLayout.blockRows * BlockedLayout.blockRows, BlockedLayout.blockRows)
      : row < rows & ~3 ? (wide, (rows & ~3) - wide) : (rows & ~3, rows & 3)
    let inBlock = (column / groupColumns * height + row - first) * groupColumns
    return first * grouped + inBlock + column % groupColumns
  }
}
