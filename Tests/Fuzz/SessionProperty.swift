/// What must hold for every session on every accepted blob.
enum SessionProperty {
  /// Scores, streams and explains windows that repeat `samples`; every access stays inside, every result in its range.
  static func check(_ session: Session, samples: [Float]) {
    let blob = session.blob
    func sample(_ index: Int) -> Float { samples.isEmpty ? 0 : samples[index % samples.count] }
    check(session.score(sample), session)
    var next = 0
    for _ in 0...blob.window {
      let first = next
      if let result = session.push({ sample(first + $0) }) { check(result, session) }
      next += blob.columns
    }
    check(session.score(sample), session)
    try? session.selfTest()
  }

  /// Score, p-value and explanations of the last window are in their range.
  static func check(_ result: ScoreResult, _ session: Session) {
    let blob = session.blob
    precondition(result.score >= 0 && result.score <= .greatestFiniteMagnitude, "score out of range")
    precondition(result.smoothed >= 0 && result.smoothed <= .greatestFiniteMagnitude, "smoothed score out of range")
    precondition((0...3).contains(result.verdictCode), "verdict out of range")
    let health = session.health
    precondition(health.meanPValue >= 0 && health.meanPValue <= 1, "mean p-value out of range")
    precondition(result.pValue > 0 && result.pValue <= 1, "p-value out of range")
    precondition(Int(result.missing) <= blob.windowCount, "more missing values than values")
    explain(blob.columns, isShare: true) { try session.contributions(into: $0) }
    explain(blob.windowCount) { try session.reconstruction(into: $0) }
    if blob.header.memorySlots > 0 {
      explain(Int(blob.header.memorySlots), isShare: true) { try session.attention(into: $0) }
      let slots = Int(blob.header.memorySlots)
      withAlignedMemory(8 * slots) { memory in
        guard let base = memory.baseAddress else { return }
        let numbers = base.assumingMemoryBound(to: UInt32.self)
        let weights = (base + 4 * slots).assumingMemoryBound(to: Float.self)
        try? session.prototypes(numbers, weights, count: slots)
        for rank in 0..<slots { precondition(numbers[rank] < slots, "no such prototype") }
      }
    }
  }

  private static func explain(
    _ count: Int, isShare: Bool = false, _ function: (UnsafeMutablePointer<Float>) throws -> Void
  ) {
    withAlignedMemory(count * 4) { memory in
      guard let values = memory.bindMemory(to: Float.self).baseAddress, (try? function(values)) != nil
      else { fatalError("a scored window could not be explained") }
      if isShare {
        for index in 0..<count { precondition(values[index] >= 0 && values[index] <= 1.001, "a share out of range") }
      }
    }
  }
}
