/// Attention over a memory in float32 (Gong et al. 2019, equations 3 to 6), summed in slot order.
extension Machine {
  /// Similarities in, attention out, both float32; the steps are those of `softmaxInteger` with a natural exponent.
  func softmaxFloat(_ op: OpRecord) {
    for position in 0..<Int(op.positions) { softmaxFloat(op, at: position &* Int(op.inputCount)) }
  }

  /// The same for the position whose values begin at `first`.
  private func softmaxFloat(_ op: OpRecord, at first: Int) {
    let count = Int(op.inputCount)
    let similarities = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self) + first
    let attention = (arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self) + first
    let temperature = Float(bitPattern: op.parameter0)
    let length = queryLength(of: op)
    var largest = -Float.greatestFiniteMagnitude
    for index in 0..<count {
      var logit = similarities[index]
      if op.variant == Similarity.cosine.rawValue { logit = length > 0 ? logit / length : 0 }
      logit = logit * temperature
      attention[index] = logit
      if logit > largest { largest = logit }
    }
    var sum: Float = 0
    for index in 0..<count {
      let e = FloatMath.exp(attention[index] - largest)
      attention[index] = e
      sum += e
    }
    let shrink = Float(bitPattern: op.parameter1)
    var kept: Float = 0
    for index in 0..<count {
      let weight = sum > 0 ? attention[index] / sum : 0
      attention[index] = weight
      if weight > shrink { kept += weight }
    }
    if shrink > 0 && kept > 0 {
      for index in 0..<count { attention[index] = attention[index] > shrink ? attention[index] / kept : 0 }
    }
  }

  /// |query|.
  private func queryLength(of op: OpRecord) -> Float {
    let query = (arena + Int(op.secondOffset)).assumingMemoryBound(to: Float.self)
    var squares: Float = 0
    for index in 0..<Int(op.secondCount) { squares += query[index] * query[index] }
    return FloatMath.squareRoot(squares)
  }
}
