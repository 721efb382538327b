import CTrainingKernels

/// A batch laid out window by window, step by step: `[blocks][16 windows][steps][channels]`, the channels padded to a
/// multiple of 16.
struct WindowRows {
  private let base: UnsafeMutablePointer<Float>
  private let shape: Shape
  private let stride: Int

  init(shape: Shape, blocks: Int, arena: Arena) {
    self.shape = shape
    stride = WindowMatrix.width(shape.channels)
    base = arena.floats(blocks * Lanes.laneCount * shape.steps * stride)
  }

  /// `[steps][channels]` of one window.
  func matrix(_ block: Int, _ window: Int) -> WindowMatrix {
    WindowMatrix(rows: base + (block * Lanes.laneCount + window) * shape.steps * stride, stride: stride)
  }

  /// Takes a block from lanes of the same shape.
  func take(_ block: Int, from lanes: LaneTensor, _ instructions: Instructions) {
    let first = matrix(block, 0).base
    for step in 0..<shape.steps {
      training_rows_from_lanes(
        instructions.rawValue, lanes.floats(block) + step * shape.channels * Lanes.laneCount, shape.channels,
        first + step * stride, shape.steps * stride)
    }
  }

  /// Writes the first `windows` windows of a block to lanes of the same shape; the other lanes become 0.
  func give(_ block: Int, windows: Int, to lanes: LaneTensor, _ instructions: Instructions) {
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: Lanes.laneCount) { rows in
      for step in 0..<shape.steps {
        for lane in 0..<Lanes.laneCount {
          rows[lane] = lane < windows ? UnsafePointer(matrix(block, lane).base + step * stride) : nil
        }
        training_lanes_from_windows(
          instructions.rawValue, rows.baseAddress, shape.channels,
          lanes.floats(block) + step * shape.channels * Lanes.laneCount)
      }
    }
  }
}
