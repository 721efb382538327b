import CTrainingKernels

/// A matrix of lanes inside a block, with strides from row to row and from column to column, in lanes.
struct LaneMatrix {
  let base: UnsafeMutablePointer<Lanes>
  let row: Int
  let column: Int

  /// Rows and columns change places.
  var transposed: LaneMatrix { LaneMatrix(base: base, row: column, column: row) }
}

extension MatrixProduct {
  /// c = a · b for each of the 16 windows by itself: a `[rows][inner]`, b `[inner][columns]`, c `[rows][columns]`.
  func multiply(_ a: LaneMatrix, _ b: LaneMatrix, into c: LaneMatrix, rows: Int, columns: Int, inner: Int) {
    let lane = Lanes.laneCount
    var product = training_lane_product(
      a: UnsafePointer(a.base.floats), a_row: a.row * lane, a_inner: a.column * lane,
      b: UnsafePointer(b.base.floats), b_inner: b.row * lane, b_column: b.column * lane,
      c: c.base.floats, c_row: c.row * lane, c_column: c.column * lane,
      rows: rows, columns: columns, inner: inner, accumulate: 0)
    training_multiply_lanes(instructions.rawValue, &product)
  }
}
