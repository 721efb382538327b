import CTrainingKernels

/// Matrix products over lanes, tile by tile through a micro-kernel chosen for the CPU at hand.
///
/// Every element is summed in one order, whatever the tiling: results do not depend on how work is divided.
struct MatrixProduct: Sendable {
  typealias Instructions = AnomalyNN.Instructions

  /// A matrix with strides, in floats, from row to row and from column to column.
  struct Matrix {
    let base: UnsafePointer<Float>
    let row: Int
    let column: Int
  }

  /// Rows that divide work well: tasks of a multiple of these leave no tile low.
  static let tileRows = 6

  let instructions: Instructions

  /// c = or += a · b for each block and position: a `[rows][inner]`, b `[inner]` lanes from feature `from` on, c `[rows]`
  /// lanes from feature `to` on, both `step` features further with every position. Positions may overlap in c only when
  /// they accumulate, see `training_product`.
  func multiply(
    _ a: Matrix, rows: Int, inner: Int, blocks: Range<Int>, positions: Int = 1,
    b: LaneTensor, from: Int = 0, step bStep: Int = 0, c: LaneTensor, to: Int = 0, step cStep: Int = 0,
    accumulate: Bool = false
  ) {
    let lanes = Lanes.laneCount
    var product = training_product(
      a: a.base, a_row: a.row, a_inner: a.column, a_outer: 0,
      b: b.floats(blocks.lowerBound) + from * lanes, b_inner: lanes, b_outer: 0, b_group: bStep * lanes,
      b_set: b.features * lanes, inner: inner, outer: 1,
      c: c.floats(blocks.lowerBound) + to * lanes, c_row: lanes, c_group: cStep * lanes, c_set: c.features * lanes,
      rows: rows, groups: positions, sets: blocks.count, last: lanes, accumulate: accumulate ? 1 : 0, start: nil)
    training_multiply(instructions.rawValue, &product)
  }

  /// c = or += Σ over windows of a ⊗ b, for `rows` features of a: the gradient of a weight matrix.
  ///
  /// a: lanes `[block][feature]`; b: the other factor window by window; c `[rows][columns]`, row-major, rows counted from
  /// `rows.lowerBound`.
  func outerProduct(
    _ a: LaneTensor, rows: Range<Int>, blocks: Int, b: RowTensor, columns: Int, c: UnsafeMutablePointer<Float>,
    accumulate: Bool = false
  ) {
    outerProduct(
      a.floats(0), step: a.features, rows: rows, count: blocks, b: b.base, stride: b.stride,
      step: b.stride * Lanes.laneCount, columns: columns, c: c, row: columns, accumulate: accumulate)
  }

  /// The same over `count` pieces of 16 windows: each is `step` features of a behind the last, and `bStep` floats of b,
  /// whose windows are `stride` floats apart. The rows of c are `cRow` floats apart.
  func outerProduct(
    _ a: UnsafeMutablePointer<Float>, step aStep: Int, rows: Range<Int>, count: Int, b: UnsafeMutablePointer<Float>,
    stride bStride: Int, step bStep: Int, columns: Int, c: UnsafeMutablePointer<Float>, row cRow: Int,
    accumulate: Bool
  ) {
    let lanes = Lanes.laneCount
    var product = training_product(
      a: a + rows.lowerBound * lanes, a_row: lanes, a_inner: 1, a_outer: aStep * lanes,
      b: b, b_inner: bStride, b_outer: bStep, b_group: lanes, b_set: 0, inner: lanes, outer: count,
      c: c, c_row: cRow, c_group: lanes, c_set: 0,
      rows: rows.count, groups: (columns + lanes - 1) / lanes, sets: 1, last: (columns - 1) % lanes + 1,
      accumulate: accumulate ? 1 : 0, start: nil)
    training_multiply_long(instructions.rawValue, &product)
  }

  /// sums[u] = Σ over windows and i < `count` of feature u + i · `step`, for the features `units`: a bias's gradient. `i`
  /// runs on from block to block.
  func sums(
    _ a: LaneTensor, units: Range<Int>, count: Int, step: Int, into sums: UnsafeMutablePointer<Float>
  ) {
    training_sum_lanes(
      instructions.rawValue, a.floats(0) + units.lowerBound * Lanes.laneCount, units.count, count, step, sums)
  }
}
