extension BlobValidator {
  /// Checks score definition, thresholds and the table of p-values.
  static func validateScore(_ blob: Blob) throws(RuntimeError) {
    let score = blob.score
    guard score.residualCount >= 1,
      score.targetOffset.plus(score.residualCount) <= UInt32(blob.windowCount),
      score.warn >= 0, score.warn <= score.alarm, score.alarm.isFiniteBits, isValid(score.decision)
    else { throw .blobScore }
    var last = QuantileRecord(score: -1, p: 2)
    for index in 0..<blob.quantileCount {
      let record = blob.quantile(index)
      guard record.score >= 0, record.score > last.score, record.score.isFiniteBits, record.p < last.p, record.p <= 1,
        record.p.isPositiveFactor
      else { throw .blobScore }
      last = record
    }
    let selfTest = blob.selfTest
    if selfTest.reserved0 | selfTest.reserved1 | selfTest.reserved2 != 0 { throw .blobScore }
  }

  /// Whether each number is in the range that its smoothing gives it.
  private static func isValid(_ decision: DecisionRecord) -> Bool {
    if !BuiltOperations.decision { return decision == DecisionRecord() }
    var lengths: ClosedRange<UInt8> = 0...0
    var votes: ClosedRange<UInt8> = 0...0
    var isWeighted = false
    switch Smoothing(rawValue: decision.smoothing) {
    case .some(.none): break
    case .mean: lengths = 2...UInt8(DecisionRecord.longestMean)
    case .ewma: isWeighted = true
    case .votes:
      lengths = 2...UInt8(DecisionRecord.longestVotes)
      votes = 1...max(decision.length, 1)
      if decision.hysteresis.bitPattern != 0 { return false }
    case nil: return false
    }
    return lengths.contains(decision.length) && votes.contains(decision.votes) && decision.reserved == 0
      && (isWeighted
        ? decision.weight > 0 && decision.weight <= 1 && decision.weight.isUsableFactor
        : decision.weight.bitPattern == 0)
      && decision.hysteresis >= 0 && decision.hysteresis < 1
      && decision.hold <= UInt32(DecisionRecord.longestHold)
  }
}
