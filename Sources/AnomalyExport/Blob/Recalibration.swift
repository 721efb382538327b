public import AnomalyEvaluation
import AnomalyFormat

extension LoadedBlob {
  /// The bytes of this blob with other thresholds and another table of p-values; everything else stays.
  ///
  /// - Parameters:
  ///   - levels: in units of the blob's smoothed score.
  ///   - quantiles: of the same scores.
  public func recalibrated(_ levels: AlarmLevels, _ quantiles: ScoreQuantiles) -> [UInt8] {
    var header = blob.header
    header.score.warn = levels.warn.value
    header.score.alarm = levels.alarm.value
    let table = zip(quantiles.scores, quantiles.pValues).flatMap { score, p in
      withUnsafeBytes(of: QuantileRecord(score: score, p: p)) { Array($0) }
    }
    let inOrder = Section.allCases.filter { !bytes(of: $0).isEmpty }
      .sorted { header.sections[$0].offset < header.sections[$1].offset }
    return header.bytes(with: inOrder.map { ($0, $0 == .quantiles ? table : bytes(of: $0)) })
  }
}
