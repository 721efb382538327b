import CTrainingKernels

/// A matrix of one window, or of weights, in panels of 16 columns: element (i, j) stands at
/// i · `row` + (j / 16) · `panel` + j mod 16. Its columns are memory up to the next multiple of 16.
struct WindowMatrix {
  let base: UnsafeMutablePointer<Float>
  let row: Int
  let panel: Int

  /// Row behind row; `stride` is a multiple of 16.
  init(rows base: UnsafeMutablePointer<Float>, stride: Int) {
    self.base = base
    row = stride
    panel = Lanes.laneCount
  }

  /// Panel behind panel, each of `count` rows.
  init(panels base: UnsafeMutablePointer<Float>, rows count: Int) {
    self.base = base
    row = Lanes.laneCount
    panel = count * Lanes.laneCount
  }

  private init(base: UnsafeMutablePointer<Float>, row: Int, panel: Int) {
    self.base = base
    self.row = row
    self.panel = panel
  }

  /// The same from a row on.
  func from(_ first: Int) -> WindowMatrix { WindowMatrix(base: base + first * row, row: row, panel: panel) }

  /// As the first factor of a product; for matrices row behind row.
  var factor: MatrixProduct.Matrix { MatrixProduct.Matrix(base: base, row: row, column: 1) }

  /// Rows and columns changed, as the first factor, from a column on; for matrices row behind row.
  func transposed(from column: Int = 0) -> MatrixProduct.Matrix {
    MatrixProduct.Matrix(base: base + column, row: 1, column: row)
  }

  /// `columns`, and what it takes to a multiple of 16.
  static func width(_ columns: Int) -> Int { (columns + Lanes.laneCount - 1) & ~(Lanes.laneCount - 1) }
}

extension MatrixProduct {
  /// c = or += a · b for one window: a `[rows][inner]`, b `[inner][columns]`, c `[rows][columns]`. Where it does not
  /// accumulate each row of c begins with `start`, `columns` floats and more up to a multiple of 16, if not null.
  ///
  /// Columns of c to the next multiple of 16 may be overwritten by what b has there.
  func multiply(
    _ a: Matrix, _ b: WindowMatrix, into c: WindowMatrix, rows: Int, columns: Int, inner: Int,
    start: UnsafePointer<Float>? = nil, accumulate: Bool = false
  ) {
    let lanes = Lanes.laneCount
    let last = (columns - 1) % lanes < lanes / 2 ? lanes / 2 : lanes
    var product = training_product(
      a: a.base, a_row: a.row, a_inner: a.column, a_outer: 0,
      b: b.base, b_inner: b.row, b_outer: 0, b_group: b.panel, b_set: 0, inner: inner, outer: 1,
      c: c.base, c_row: c.row, c_group: c.panel, c_set: 0,
      rows: rows, groups: (columns + lanes - 1) / lanes, sets: 1, last: last, accumulate: accumulate ? 1 : 0,
      start: start)
    training_multiply(instructions.rawValue, &product)
  }
}
