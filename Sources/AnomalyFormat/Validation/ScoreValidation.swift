extension BlobValidator {
  /// Checks score definition, thresholds and the table of p-values.
  static func validateScore(_ blob: Blob) throws(RuntimeError) {
    let score = blob.score
    guard score.residualCount >= 1,
      score.targetOffset.plus(score.residualCount) <= UInt32(blob.windowCount),
      score.warn >= 0, score.warn <= score.alarm, score.alarm.isFiniteBits,
      score.reserved0 | score.reserved1 | score.reserved2 | score.reserved3 == 0
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
}
