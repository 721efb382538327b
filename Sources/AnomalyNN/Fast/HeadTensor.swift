/// What the heads of an attention layer hold: a matrix `[rows][columns]` for each `[block][window][head]`.
struct HeadTensor {
  /// How the matrices lie.
  enum Form {
    /// Row behind row.
    case rows
    /// In panels of 16 columns.
    case panels
  }

  private let base: UnsafeMutablePointer<Float>
  private let rows: Int
  /// Columns with padding.
  private let width: Int
  private let form: Form
  /// Kept apart: windows of a block and heads; 1 where one after the other uses the same memory.
  private let windows: Int
  private let heads: Int

  /// Takes memory for `blocks` blocks. A tensor that does not keep holds one head of one window of each block at a time.
  init(rows: Int, columns: Int, heads: Int, blocks: Int, keeps: Bool, form: Form = .rows, arena: Arena) {
    self.rows = rows
    self.form = form
    self.heads = keeps ? heads : 1
    windows = keeps ? Lanes.laneCount : 1
    width = WindowMatrix.width(columns)
    base = arena.floats(blocks * windows * self.heads * rows * width)
  }

  /// `[rows][columns]` of one head.
  func matrix(_ block: Int, _ window: Int, _ head: Int) -> WindowMatrix {
    let index = (block * windows + (windows == 1 ? 0 : window)) * heads + (heads == 1 ? 0 : head)
    let first = base + index * rows * width
    return switch form {
    case .rows: WindowMatrix(rows: first, stride: width)
    case .panels: WindowMatrix(panels: first, rows: rows)
    }
  }
}
