/// A fitted threshold: a row is alarmed when its score is strictly above `value`.
public struct Threshold: Equatable, Sendable {
  /// In units of the score.
  public var value: Float
  /// The rule it was fitted by.
  public var rule: ThresholdRule
  /// Number of calibration scores.
  public var sampleCount: Int
  /// Upper bound of the probability that a normal row is alarmed, if it is exchangeable with the calibration rows.
  public var falseAlarmBound: Double
  /// Whether the calibration tail was too short for the rule, so that the largest score was taken.
  public var isLimitedBySampleCount: Bool

  /// Fits `rule` on calibration scores of normal rows, in any order.
  ///
  /// - Throws: `noScores`, `scoreIsNaN`, `scoreIsInfinite`, `percentileOutOfRange`.
  public init(_ rule: ThresholdRule, calibration scores: [Float]) throws(EvaluationError) {
    let sorted = try sortedCalibration(scores)
    self.rule = rule
    sampleCount = sorted.count
    switch rule {
    case .percentile(let percent):
      guard percent > 0 && percent < 100 else { throw .percentileOutOfRange(percent) }
      let rank = Self.conformalRank(percent: percent, sampleCount: sorted.count)
      isLimitedBySampleCount = rank > sorted.count
      value = sorted[min(rank, sorted.count) - 1]
      falseAlarmBound = isLimitedBySampleCount ? 1 / Double(sorted.count + 1) : 1 - percent / 100
    }
  }

  /// One sentence for the user: what the threshold promises and, where the tail was too short, what would help.
  public var note: String {
    switch rule {
    case .percentile(let percent):
      if isLimitedBySampleCount {
        "\(sampleCount) calibration scores are too few for percentile \(shortText(percent)), so the largest was taken:"
          + " expect at most 1 false alarm in \(sampleCount + 1) normal windows;"
          + " \(Self.scoresNeeded(percent: percent)) scores would be enough."
      } else {
        "Percentile \(shortText(percent)) of \(sampleCount) calibration scores:"
          + " expect at most 1 false alarm in \(shortText(100 / (100 - percent))) normal windows."
      }
    }
  }

  /// ⌈(n+1)·percent/100⌉, at least 1; rounding errors of the decimal percent do not lift it.
  static func conformalRank(percent: Double, sampleCount: Int) -> Int {
    max(1, Int((Double(sampleCount + 1) * percent / 100 - 1e-9).rounded(.up)))
  }

  /// The smallest n whose conformal rank is at most n.
  static func scoresNeeded(percent: Double) -> Int {
    Int((percent / (100 - percent) - 1e-9).rounded(.up))
  }
}

/// Ascending copy of calibration scores, all of them finite with a finite successor.
func sortedCalibration(_ scores: [Float]) throws(EvaluationError) -> [Float] {
  guard !scores.isEmpty else { throw .noScores }
  for (row, score) in scores.enumerated() where !score.nextUp.isFinite {
    throw score.isNaN ? .scoreIsNaN(row: row) : .scoreIsInfinite(row: row)
  }
  return scores.sorted()
}

/// At most one decimal, none for whole numbers.
private func shortText(_ value: Double) -> String {
  let tenths = (value * 10).rounded() / 10
  return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
}
