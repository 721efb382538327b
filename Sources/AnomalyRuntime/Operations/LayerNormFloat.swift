/// Layer normalisation in float32 (Ba et al. 2016), of one input or of the sum of two, sums in the order of channels.
extension Machine {
  /// y = clamp((x − mean)·scale / √(variance + ε) + shift) for every row.
  func layerNormFloat(_ op: OpRecord) {
    let count = Int(op.inputCount)
    let scale = (tensors + Int(op.multipliers)).assumingMemoryBound(to: Float.self)
    let shift = (tensors + Int(op.bias)).assumingMemoryBound(to: Float.self)
    let low = Float(bitPattern: op.parameter0)
    let high = Float(bitPattern: op.parameter1)
    let epsilon = Float(bitPattern: op.parameter2)
    for position in 0..<Int(op.positions) {
      let first = position &* count
      let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self) + first
      let second = (arena + Int(op.secondOffset)).assumingMemoryBound(to: Float.self) + first
      let y = (arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self) + first
      var sum: Float = 0
      for index in 0..<count {
        let value = op.secondCount > 0 ? x[index] + second[index] : x[index]
        y[index] = value
        sum += value
      }
      let mean = sum / Float(count)
      var squares: Float = 0
      for index in 0..<count {
        let difference = y[index] - mean
        y[index] = difference
        squares += difference * difference
      }
      let root = FloatMath.squareRoot(squares / Float(count) + epsilon)
      let inverse = root > 0 ? 1 / root : 0
      for index in 0..<count {
        let value = y[index] * inverse * scale[index] + shift[index]
        let bounded = value < low ? low : value
        y[index] = bounded > high ? high : bounded
      }
    }
  }
}
