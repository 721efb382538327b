extension Machine {
  /// The squared distance to the nearest prototype: in squared units of the finer prototypes, or in float32.
  func runDistance(_ op: OpRecord) -> Float {
    if blob.isInteger { return FixedPoint.float(leastIntegerDistance(op)) }
    switch ElementType(rawValue: op.weightType).unsafelyUnwrapped {
    case .float16:
      let start = (tensors + Int(op.weights)).assumingMemoryBound(to: UInt16.self)
      return leastFloatDistance(op) { Half.decode(start[$0]) }
    default:
      let start = (tensors + Int(op.weights)).assumingMemoryBound(to: Float.self)
      return leastFloatDistance(op) { start[$0] }
    }
  }

  private func leastIntegerDistance(_ op: OpRecord) -> UInt64 {
    let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self)
    var prototype = (tensors + Int(op.weights)).assumingMemoryBound(to: Int16.self)
    var least = UInt64.max
    for _ in 0..<Int(op.secondCount) {
      var sum: UInt64 = 0
      for index in 0..<Int(op.inputCount) {
        let d = (Int32(x[index]) &- op.inputZero) &<< Int32(op.preshift) &- Int32(prototype[index])
        // |d| < 2¹⁶, so that the square fits without its sign.
        sum &+= UInt64(UInt32(bitPattern: d &* d))
      }
      least = min(least, sum)
      prototype += Int(op.inputCount)
    }
    return least
  }

  /// - Parameter weight: an element of the prototypes, slot by slot.
  @inline(__always)
  private func leastFloatDistance(_ op: OpRecord, _ weight: (Int) -> Float) -> Float {
    let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self)
    let count = Int(op.inputCount)
    var least = Float.infinity
    for slot in 0..<Int(op.secondCount) {
      var sum: Float = 0
      for index in 0..<count {
        let d = x[index] - weight(slot &* count &+ index)
        sum += d * d
      }
      // Sums that are no numbers leave infinity, which counts as the largest score.
      least = sum < least ? sum : least
    }
    return least
  }
}
