/// How a weight matrix of `rows` × `columns` lies in memory, so that every processor reads it front to back.
///
/// Rows are padded to a multiple of 4 and cut into blocks of 16; the last block may be 4, 8 or 12 rows high. A block of
/// height h holds one group of columns after the other: for int8 a group is 4 columns, h rows × 4 bytes; for float16 and
/// float32 a group is 1 column, h values. int8 columns are padded to a multiple of 4. Padding is zero.
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

  /// `count` rounded up to a multiple of 4.
  @inlinable
  public static func padded(_ count: Int) -> Int { (count &+ 3) & ~3 }

  /// Columns that stand side by side in one group.
  @inlinable
  public var groupColumns: Int { element == .int8 ? 4 : 1 }

  /// Rows as stored.
  @inlinable
  public var paddedRows: Int { BlockedLayout.padded(rows) }

  /// Columns as stored.
  @inlinable
  public var paddedColumns: Int { element == .int8 ? BlockedLayout.padded(columns) : columns }

  /// Bytes of the whole matrix.
  @inlinable
  public var bytes: Int { paddedRows &* paddedColumns &* element.bytes }

  /// The place of an element, counted in elements.
  public func index(row: Int, column: Int) -> Int {
    let block = row / BlockedLayout.blockRows
    let height = min(BlockedLayout.blockRows, paddedRows - block * BlockedLayout.blockRows)
    let inBlock = (column / groupColumns * height + row % BlockedLayout.blockRows) * groupColumns
    return block * BlockedLayout.blockRows * paddedColumns + inBlock + column % groupColumns
  }
}
