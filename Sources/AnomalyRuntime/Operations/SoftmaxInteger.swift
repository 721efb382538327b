import CAnomalyKernels

/// Attention over a memory in integers (Gong et al. 2019, equations 3 to 6).
extension Machine {
  /// Similarities (int32) in, attention (units of 2⁻¹⁴, as two planes of int8) out.
  ///
  /// 1. cosine only: s ← s / |query|
  /// 2. logit ← round(s·2^preshift·multiplier / 2³²), log2 units times 65536
  /// 3. e ← 2^(logit − largest logit); attention ← e / Σe
  /// 4. shrink: attention <= λ becomes 0 and the rest is divided by its sum, unless nothing is left
  func softmaxInteger(_ op: OpRecord) {
    for position in 0..<Int(op.positions) { softmaxInteger(op, at: position &* Int(op.inputCount)) }
  }

  /// The same for the position whose values begin at `first`.
  @inline(never)
  private func softmaxInteger(_ op: OpRecord, at first: Int) {
    let count = Int(op.inputCount)
    let logits = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Int32.self) + first
    let multiplier = Int32(bitPattern: op.parameter0)
    let inverse = inverseLength(of: op)
    #if arch(x86_64)
      let low = (arena + (Int(op.outputOffset) &+ first)).assumingMemoryBound(to: Int8.self)
      // Without a length nothing is divided: 2³¹ is one.
      anomaly_softmax(
        tier, low, low + BlockedLayout.padded(Int(op.positions) &* count), logits, Int32(truncatingIfNeeded: count),
        op.variant == Similarity.cosine.rawValue ? UInt32(truncatingIfNeeded: inverse) : 1 << 31, multiplier,
        Int32(op.preshift), Int32(bitPattern: op.parameter1))
    #else
      weigh(op, logits, inverse)
      storePlanes(
        logits, count: count, at: arena + (Int(op.outputOffset) &+ first),
        planeBytes: BlockedLayout.padded(Int(op.positions) &* count))
    #endif
  }

  /// Similarities become attention.
  @inline(__always)
  private func weigh(_ op: OpRecord, _ logits: UnsafeMutablePointer<Int32>, _ inverse: Int64) {
    let count = Int(op.inputCount)
    let multiplier = Int32(bitPattern: op.parameter0)
    var largest = Int32.min
    for index in 0..<count {
      var similarity = logits[index]
      if op.variant == Similarity.cosine.rawValue {
        similarity = Int32(truncatingIfNeeded: (Int64(similarity) &* inverse &+ 0x4000_0000) >> 31)
      }
      let logit = FixedPoint.scaled(similarity, by: multiplier, preshift: Int(op.preshift))
      logits[index] = logit
      largest = max(largest, logit)
    }

    var sum: UInt64 = 0
    for index in 0..<count {
      let e = FixedPoint.exp2Negative(UInt32(bitPattern: largest &- logits[index]))
      logits[index] = Int32(bitPattern: e)
      sum &+= UInt64(e)
    }
    let reciprocal = (1 << 61) / sum
    let shrink = UInt64(op.parameter1)
    var kept: UInt64 = 0
    for index in 0..<count {
      let e = UInt64(UInt32(bitPattern: logits[index]))
      let weight = (e &* reciprocal &+ 1 << 46) >> 47
      logits[index] = Int32(truncatingIfNeeded: weight)
      if weight > shrink { kept &+= weight }
    }
    if shrink > 0 && kept > 0 {
      let share = (1 << 30) / kept
      for index in 0..<count {
        let weight = UInt64(UInt32(bitPattern: logits[index]))
        logits[index] = weight > shrink ? Int32(truncatingIfNeeded: (weight &* share &+ 1 << 15) >> 16) : 0
      }
    }
  }

  /// 2³¹ / |query|, from the zero-free int8 query; 0 where the query is all zero.
  private func inverseLength(of op: OpRecord) -> Int64 {
    let query = (arena + Int(op.secondOffset)).assumingMemoryBound(to: Int8.self)
    var squares: UInt64 = 0
    for index in 0..<Int(op.secondCount) {
      let value = Int32(query[index]) &- op.secondZero
      squares &+= UInt64(UInt32(bitPattern: value &* value))
    }
    if squares == 0 { return 0 }
    return Int64((1 << 44) / FixedPoint.squareRoot(squares &<< 26))
  }

  /// Splits values of 0...2¹⁴ into low and high bytes, value = low + 256·high.
  private func storePlanes(
    _ values: UnsafeMutablePointer<Int32>, count: Int, at place: UnsafeMutableRawPointer, planeBytes: Int
  ) {
    let low = place.assumingMemoryBound(to: Int8.self)
    let high = low + planeBytes
    for index in 0..<count {
      let value = values[index]
      let part = Int8(truncatingIfNeeded: value)
      low[index] = part
      high[index] = Int8(truncatingIfNeeded: (value &- Int32(part)) >> 8)
    }
  }
}
