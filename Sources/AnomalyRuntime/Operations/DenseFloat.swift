import CAnomalyKernels

/// float32 or float16 weights, float32 arithmetic: every row is summed in column order, multiplication and addition
/// rounded apart, so that the bits do not depend on the width of the processor's vectors.
extension DenseLayer {
  /// acc = activation(W·x + b), saturated, for the chunk of rows that begins at `row`.
  @inline(never)
  func accumulate(_ row: Int, into acc: UnsafeMutablePointer<Float>) {
    let count = paddedOutputs(at: row)
    let offset = (bias + row &* 4).assumingMemoryBound(to: Float.self)
    for index in 0..<count { acc[index] = offset[index] }
    let first = row &* columns
    if op.weightType == ElementType.float16.rawValue {
      let start = weights.assumingMemoryBound(to: UInt16.self) + first
      addProducts(row, start, to: acc, by: anomaly_dot_f16, decode: Half.decode)
    } else {
      let start = weights.assumingMemoryBound(to: Float.self) + first
      addProducts(row, start, to: acc, by: anomaly_dot_f32) { $0 }
    }
    FloatActivation(op).apply(to: acc, count: count)
  }

  /// acc += W·x for the chunk of rows that begins at `row`: multiples of 4 rows by the micro-kernel, then the last.
  @inline(__always)
  private func addProducts<Weight>(
    _ row: Int, _ start: UnsafePointer<Weight>, to acc: UnsafeMutablePointer<Float>,
    by kernel: (Int32, UnsafeMutablePointer<Float>, UnsafePointer<Weight>, UnsafePointer<Float>, Int32, Int32) -> Void,
    decode: (Weight) -> Float
  ) {
    let x = UnsafePointer(input.assumingMemoryBound(to: Float.self))
    let count = outputs(at: row)
    let whole = count & ~3
    if whole > 0 {
      kernel(machine.tier, acc, start, x, Int32(truncatingIfNeeded: whole), Int32(truncatingIfNeeded: columns))
    }
    let height = count &- whole
    let block = start + whole &* columns
    for column in 0..<(height > 0 ? columns : 0) {
      for last in 0..<height { acc[whole &+ last] += decode(block[column &* height &+ last]) * x[column] }
    }
  }

  /// Stores every output.
  mutating func storeFloat() {
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
    var chunk = Chunk<Float>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
      for position in 0..<positions {
        if position > 0 { move(to: position) }
        var row = 0
        while row < rows {
          let place = output + (position &* rows &+ row)
          if storesInPlace {
            accumulate(row, into: place)
          } else {
            accumulate(row, into: acc)
            for index in 0..<outputs(at: row) { place[index] = acc[index] }
          }
          row &+= DenseLayer.chunkRows
        }
      }
    }
  }

  /// Σ (target − y)² over all outputs that have a target which is not missing, summed in 16 interleaved parts.
  mutating func residualFloat() -> Float {
    var parts = SIMD16<Float>(repeating: 0)
    var chunk = Chunk<Float>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
      for position in 0..<positions {
        if position > 0 { move(to: position) }
        var row = 0
        while row < rows {
          let count = residuals(at: row, of: position)
          if count <= 0 { return }
          accumulate(row, into: acc)
          let first = position &* rows &+ row
          for index in 0..<count {
            let target = machine.window.floatTarget(first &+ index)
            let d = target - acc[index]
            // An output that overflowed to NaN spoils the sum, which then counts as the largest score.
            if target == target { parts[(first &+ index) & 15] += d * d }
          }
          row &+= DenseLayer.chunkRows
        }
      }
    }
    let eight = parts.lowHalf + parts.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
