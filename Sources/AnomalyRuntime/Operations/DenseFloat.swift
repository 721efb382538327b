/// float32 or float16 weights, float32 arithmetic: every row is summed in column order, multiplication and addition
/// rounded apart, so that the bits do not depend on the width of the processor's vectors.
extension DenseLayer {
  /// acc = activation(W·x + b), saturated, for the chunk of rows that begins at `row`.
  @inline(never)
  func accumulate(_ row: Int, into acc: UnsafeMutablePointer<Float>) {
    let count = paddedOutputs(at: row)
    let offset = (bias + row &* 4).assumingMemoryBound(to: Float.self)
    for index in 0..<count { acc[index] = offset[index] }
    let x = UnsafePointer(input.assumingMemoryBound(to: Float.self))
    matrix.add(row, outputs(at: row), of: x, to: acc, tier: machine.tier)
    FloatActivation(op).apply(to: acc, count: count)
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
