/// float32 or float16 weights, float32 arithmetic: every row is summed in column order, multiplication and addition
/// rounded apart, so that the bits do not depend on the width of the processor's vectors.
extension DenseLayer {
  /// acc = activation(W·x + b), saturated, for the chunk of rows that begins at `row`.
  @inline(never)
  func accumulate(_ operands: DenseOperands, _ row: Int, into acc: UnsafeMutablePointer<Float>) {
    let count = paddedOutputs(at: row)
    let offset = (operands.bias + row &* 4).assumingMemoryBound(to: Float.self)
    for index in 0..<count { acc[index] = offset[index] }
    let x = UnsafePointer(operands.input.assumingMemoryBound(to: Float.self))
    matrix.add(row, outputs(at: row), of: x, to: acc, tier: machine.tier)
    FloatActivation(op).apply(to: acc, count: count)
  }

  /// Stores the chunk of rows that begins at `row` from element `first` of the output on.
  func storeFloat(_ operands: DenseOperands, _ row: Int, _ first: Int, in chunk: UnsafeMutableRawPointer) {
    let place = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self) + first
    if storesInPlace {
      accumulate(operands, row, into: place)
    } else {
      let acc = chunk.assumingMemoryBound(to: Float.self)
      accumulate(operands, row, into: acc)
      for index in 0..<outputs(at: row) { place[index] = acc[index] }
    }
  }

  /// Adds (target − y)² for `count` outputs from `first` on to 16 interleaved parts of a sum.
  func addResiduals(
    _ operands: DenseOperands, _ row: Int, _ first: Int, _ count: Int, in chunk: UnsafeMutableRawPointer,
    to parts: UnsafeMutableRawPointer
  ) {
    let acc = chunk.assumingMemoryBound(to: Float.self)
    let parts = parts.assumingMemoryBound(to: Float.self)
    accumulate(operands, row, into: acc)
    for index in 0..<count {
      let target = machine.window.floatTarget(first &+ index)
      let d = target - acc[index]
      // An output that overflowed to NaN spoils the sum, which then counts as the largest score.
      if target == target { parts[(first &+ index) & 15] += d * d }
    }
  }

  /// Sets 16 parts of a sum to 0.
  static func clear(parts: UnsafeMutableRawPointer) {
    for index in 0..<16 { parts.assumingMemoryBound(to: Float.self)[index] = 0 }
  }

  /// The sum of 16 parts: halves added until one is left.
  static func total(ofParts parts: UnsafeMutableRawPointer) -> Float {
    let parts = parts.assumingMemoryBound(to: Float.self)
    var half = 8
    while half > 0 {
      for index in 0..<half { parts[index] += parts[half &+ index] }
      half >>= 1
    }
    return parts[0]
  }
}
