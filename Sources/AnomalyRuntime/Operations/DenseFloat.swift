/// float32 or float16 weights, float32 arithmetic.
extension DenseLayer {
  /// acc = activation(W·x + b), saturated, for the chunk of rows that begins at `row`.
  @inline(never)
  func accumulate(_ row: Int, into acc: UnsafeMutablePointer<Float>) {
    let count = paddedOutputs(at: row)
    let offset = (bias + row &* 4).assumingMemoryBound(to: Float.self)
    for index in 0..<count { acc[index] = offset[index] }
    let x = UnsafePointer(input.assumingMemoryBound(to: Float.self))
    matrix.add(row, outputs(at: row), of: x, to: acc, tier: machine.tier)
    let least = Float(bitPattern: op.parameter0)
    let low = op.activation == FusedActivation.relu.rawValue ? max(least, 0) : least
    let high = Float(bitPattern: op.parameter1)
    for index in 0..<count {
      let y = acc[index] < low ? low : acc[index]
      acc[index] = y > high ? high : y
    }
  }

  /// Stores every output.
  func storeFloat() {
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
    var row = 0
    while row < rows {
      accumulate(row, into: output + row)
      row &+= DenseLayer.chunkRows
    }
  }

  /// Σ (target − y)² over all outputs whose target is not missing, summed in 16 interleaved parts.
  func residualFloat() -> Float {
    var parts = SIMD16<Float>(repeating: 0)
    var chunk = Chunk<Float>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
      var row = 0
      while row < rows {
        accumulate(row, into: acc)
        for index in 0..<outputs(at: row) {
          let target = machine.window.floatTarget(row &+ index)
          let d = target - acc[index]
          // An output that overflowed to NaN spoils the sum, which then counts as the largest score.
          if target == target { parts[index & 15] += d * d }
        }
        row &+= DenseLayer.chunkRows
      }
    }
    let eight = parts.lowHalf + parts.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }
}
