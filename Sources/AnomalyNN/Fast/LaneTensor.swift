import CTrainingKernels

/// A batch laid out feature by feature: `[blocks][features]` lanes, 16 windows a block. Feature `f` of window `w` is
/// lane w mod 16 of element `[w / 16][f]`. A view into an arena.
struct LaneTensor {
  let base: UnsafeMutablePointer<Lanes>
  let features: Int

  /// The features of one block.
  @inline(__always) func lanes(_ block: Int) -> UnsafeMutablePointer<Lanes> { base + block * features }

  /// The same as floats, `[features][16]`.
  @inline(__always) func floats(_ block: Int) -> UnsafeMutablePointer<Float> {
    lanes(block).floats
  }

  /// Writes the block window by window into `rows`.
  func transpose(_ block: Int, into rows: RowTensor, instructions: Instructions = .best) {
    transpose(block, steps: 1, channels: features, into: rows, instructions: instructions)
  }

  /// Writes the block step by step into `rows`, `[blocks · steps][16 windows][channels]`.
  func transpose(
    _ block: Int, steps: Int, channels: Int, into rows: RowTensor, instructions: Instructions = .best
  ) {
    for step in 0..<steps {
      training_rows_from_lanes(
        instructions.rawValue, floats(block) + step * channels * Lanes.laneCount, channels,
        rows.base + (block * steps + step) * Lanes.laneCount * rows.stride, rows.stride)
    }
  }

  /// Takes the block from windows that begin at `starts` in `values`, at most 16; the other lanes become zeros.
  func gather(
    _ block: Int, from values: UnsafePointer<Float>, starts: UnsafeBufferPointer<Int>.SubSequence,
    instructions: Instructions = .best
  ) {
    withUnsafeTemporaryAllocation(of: UnsafePointer<Float>?.self, capacity: Lanes.laneCount) { windows in
      for lane in 0..<Lanes.laneCount {
        windows[lane] = lane < starts.count ? values + starts[starts.startIndex + lane] : nil
      }
      training_lanes_from_windows(instructions.rawValue, windows.baseAddress, features, floats(block))
    }
  }

  /// Writes the first `count` windows of the block one after the other, without gaps, to `target`.
  func copy(_ block: Int, count: Int, to target: UnsafeMutablePointer<Float>) {
    let source = floats(block)
    for lane in 0..<count {
      for feature in 0..<features { target[lane * features + feature] = source[feature * Lanes.laneCount + lane] }
    }
  }
}

extension LaneTensor {
  /// sums[i] = Σ over the windows of `blocks` blocks, for each of `features`.
  func total(_ blocks: Int, _ features: Range<Int>, into sums: UnsafeMutablePointer<Float>) {
    for feature in features {
      var sum = 0.0
      for block in 0..<blocks { sum += lanes(block)[feature].total }
      sums[feature] = Float(sum)
    }
  }
}

/// A batch laid out window by window: `[windows][stride]` floats, of which the first `features` are used.
///
/// The stride is an odd number of cache lines: whole tiles may be read at the right edge, and a column of windows does
/// not fall on one cache set.
struct RowTensor {
  let base: UnsafeMutablePointer<Float>
  let stride: Int

  /// The stride for `features` values a window.
  static func stride(features: Int) -> Int {
    let lines = (features + Lanes.laneCount - 1) / Lanes.laneCount
    return (lines | 1) * Lanes.laneCount
  }
}
