import CTrainingKernels

/// Matrix products over lanes, tile by tile through a micro-kernel chosen for the CPU at hand.
///
/// Every element is summed in one order, whatever the tiling: results do not depend on how work is divided.
struct MatrixProduct: Sendable {
  /// The instructions the micro-kernel is written for.
  enum Instructions: Sendable, CaseIterable {
    /// What every CPU of the architecture has.
    case baseline
    /// x86-64 with AVX2 and FMA.
    case avx2

    /// The best this CPU has.
    static var best: Instructions { training_has_avx2() != 0 ? .avx2 : .baseline }

    /// Whether this CPU has them.
    var isAvailable: Bool {
      switch self {
      case .baseline: true
      case .avx2: training_has_avx2() != 0
      }
    }
  }

  /// A matrix with strides, in floats, from row to row and from column to column.
  struct Matrix {
    let base: UnsafePointer<Float>
    let row: Int
    let column: Int
  }

  /// Rows of a tile.
  static let tileRows = 6

  let instructions: Instructions

  /// c = or += a · b for each block and position: a `[rows][inner]`, b `[inner]` lanes from feature `from` on, c `[rows]`
  /// lanes from feature `to` on, both `step` features further with every position. Tiles of a stay in the first-level
  /// cache while blocks and positions pass.
  func multiply(
    _ a: Matrix, rows: Int, inner: Int, blocks: Range<Int>, positions: Int = 1,
    b: LaneTensor, from: Int = 0, step bStep: Int = 0, c: LaneTensor, to: Int = 0, step cStep: Int = 0,
    accumulate: Bool = false
  ) {
    var tile = training_tile(
      a: a.base, a_row: a.row, a_inner: a.column, a_outer: 0, b: nil, b_inner: 16, b_outer: 0,
      inner: inner, outer: 1, c: nil, c_row: 16, rows: 0, accumulate: accumulate ? 1 : 0)
    for row in stride(from: 0, to: rows, by: Self.tileRows) {
      tile.a = a.base + row * a.row
      tile.rows = min(Self.tileRows, rows - row)
      for block in blocks {
        for position in 0..<positions {
          tile.b = UnsafePointer(b.floats(block) + (from + position * bStep) * Lanes.laneCount)
          tile.c = c.floats(block) + (to + position * cStep + row) * Lanes.laneCount
          run(&tile)
        }
      }
    }
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
  /// whose windows are `stride` floats apart.
  func outerProduct(
    _ a: UnsafeMutablePointer<Float>, step aStep: Int, rows: Range<Int>, count: Int, b: UnsafeMutablePointer<Float>,
    stride bStride: Int, step bStep: Int, columns: Int, c: UnsafeMutablePointer<Float>, row cRow: Int,
    accumulate: Bool
  ) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: Self.tileRows * Lanes.laneCount) { edge in
      guard let edge = edge.baseAddress else { return }
      var tile = training_tile(
        a: nil, a_row: 16, a_inner: 1, a_outer: aStep * 16, b: nil, b_inner: bStride, b_outer: bStep,
        inner: 16, outer: count, c: nil, c_row: cRow, rows: 0, accumulate: accumulate ? 1 : 0)
      for column in stride(from: 0, to: columns, by: Lanes.laneCount) {
        tile.b = UnsafePointer(b + column)
        let width = min(Lanes.laneCount, columns - column)
        for row in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.tileRows) {
          let target = c + (row - rows.lowerBound) * cRow + column
          tile.a = UnsafePointer(a + row * Lanes.laneCount)
          tile.rows = min(Self.tileRows, rows.upperBound - row)
          if width == Lanes.laneCount {
            tile.c = target
            tile.c_row = cRow
            run(&tile)
          } else {
            tile.c = edge
            tile.c_row = 16
            for r in 0..<tile.rows { for j in 0..<width { edge[r * 16 + j] = target[r * cRow + j] } }
            run(&tile)
            for r in 0..<tile.rows { for j in 0..<width { target[r * cRow + j] = edge[r * 16 + j] } }
          }
        }
      }
    }
  }

  @inline(__always) private func run(_ tile: inout training_tile) {
    switch instructions {
    case .baseline: training_tile_portable(&tile)
    case .avx2: training_tile_avx2(&tile)
    }
  }
}
