extension Machine {
  /// Σ (e^v + μ² − 1 − v) over means μ and log variances v (Kingma and Welling 2014, appendix B), twice the divergence:
  /// in the tables' unit, or in float32.
  func runDivergence(_ op: OpRecord) -> Float {
    let count = Int(op.inputCount) / 2
    if blob.isInteger {
      let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self)
      let means = (tensors + Int(op.weights)).assumingMemoryBound(to: UInt32.self)
      let variances = (tensors + Int(op.secondWeights)).assumingMemoryBound(to: UInt32.self)
      var sum: UInt64 = 0
      for index in 0..<count {
        sum &+= UInt64(means[Int(x[index]) &+ 128])
        sum &+= UInt64(variances[Int(x[count &+ index]) &+ 128])
      }
      return FixedPoint.float(sum)
    }
    let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self)
    var sum: Float = 0
    for index in 0..<count {
      let mean = x[index]
      let v = x[count &+ index]
      let e = v > 0 ? 1 / FloatMath.exp(-v) : FloatMath.exp(v)
      sum += ((e - 1) - v) + mean * mean
    }
    return sum
  }
}
