import AnomalyData

/// A fitted threshold: a row is alarmed when its score is strictly above `value`.
public struct Threshold: Equatable, Sendable {
  /// In units of the score, >= 0.
  public var value: Float
  /// The rule it was fitted by.
  public var rule: ThresholdRule
  /// Number of calibration scores.
  public var sampleCount: Int
  /// Calibration scores above it.
  public var exceededCount: Int
  /// Upper bound of the probability that a normal row is alarmed (`blocks`: a block of rows), if it is exchangeable with
  /// those of the calibration; an estimate of it for `tail`. nil where the rule speaks of no probability.
  public var falseAlarmBound: Double?
  /// What F1 it reaches on the labels that it was chosen on; nil where it was chosen without any.
  public var oracleF1: Double?
  /// Whether the calibration tail was too short for the rule, so that the largest score was taken.
  public var isLimitedBySampleCount = false

  /// Fits `rule` on calibration scores of normal rows.
  ///
  /// - Throws: `noScores`, `scoreIsNaN`, `scoreIsInfinite`, `percentileOutOfRange`, `unknownSamplePeriod`,
  ///   `noLabelledFaults`.
  public init(_ rule: ThresholdRule, calibration: CalibrationScores) throws(EvaluationError) {
    let sorted = try sortedCalibration(calibration.scores)
    self.rule = rule
    sampleCount = sorted.count
    value = 0
    exceededCount = 0
    switch rule {
    case .percentile(let percent): try fitQuantile(percent, sorted)
    case .blocks(let percent): try fitQuantile(percent, calibration.blockMaxima.sorted())
    case .sigma(let factor):
      let mean = sorted.reduce(0.0) { $0 + Double($1) } / Double(sorted.count)
      let squares = sorted.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      setValue(mean + factor * (squares / Double(sorted.count)).squareRoot())
    case .mad(let factor):
      let median = sorted.ascendingQuantile(0.5)
      let deviations = sorted.map { Float(abs(Double($0) - median)) }.sorted()
      setValue(median + factor * 1.4826 * deviations.ascendingQuantile(0.5))
    case .iqr(let factor):
      let (low, high) = (sorted.ascendingQuantile(0.25), sorted.ascendingQuantile(0.75))
      setValue(high + factor * (high - low))
    case .tail(let probability):
      fitTail(
        sorted, start: sorted[Self.conformalRank(percent: 90, sampleCount: sorted.count - 1) - 1],
        share: probability * Double(sorted.count))
      falseAlarmBound = probability
    case .perDay(let alarms):
      guard let perDay = calibration.perDay else { throw .unknownSamplePeriod }
      fitAlarms(alarms * Double(sorted.count) / perDay, calibration, sorted)
    case .bestF1:
      guard let labelled = calibration.labelled, !labelled.events.isEmpty else { throw .noLabelledFaults }
      let best = OracleMetrics.bestF1(labelled)
      setValue(Double(best.threshold))
      oracleF1 = best.f1
      sampleCount = labelled.scores.count
    }
    exceededCount = sorted.count { $0 > value }
  }

  // MARK: Quantiles

  private mutating func fitQuantile(_ percent: Double, _ sorted: [Float]) throws(EvaluationError) {
    guard percent > 0 && percent < 100 else { throw .percentileOutOfRange(percent) }
    let rank = Self.conformalRank(percent: percent, sampleCount: sorted.count)
    isLimitedBySampleCount = rank > sorted.count
    value = sorted[min(rank, sorted.count) - 1]
    falseAlarmBound = isLimitedBySampleCount ? 1 / Double(sorted.count + 1) : 1 - percent / 100
    sampleCount = sorted.count
  }

  /// ⌈(n+1)·percent/100⌉, at least 1; rounding errors of the decimal percent do not lift it.
  static func conformalRank(percent: Double, sampleCount: Int) -> Int {
    max(1, Int((Double(sampleCount + 1) * percent / 100 - 1e-9).rounded(.up)))
  }

  /// The smallest n whose conformal rank is at most n.
  static func scoresNeeded(percent: Double) -> Int {
    Int((percent / (100 - percent) - 1e-9).rounded(.up))
  }

  // MARK: Tails

  /// The value that `share` of the values, in numbers and below 1 as well, lie above: counted where at least ten do,
  /// else by the distribution of what lies above `start`.
  private mutating func fitTail(_ sorted: [Float], start: Float, share: Double) {
    if share >= 10 { return value = sorted[max(sorted.count - Int(min(share, Double(sorted.count))) - 1, 0)] }
    let excesses = sorted.lazy.map { Double($0) - Double(start) }.filter { $0 > 0 }
    guard share < Double(excesses.count), let tail = GeneralisedPareto(excesses: Array(excesses)) else {
      isLimitedBySampleCount = share < 1
      return value = sorted[max(sorted.count - Int(min(share, Double(sorted.count))) - 1, 0)]
    }
    setValue(Double(start) + tail.excess(ofProbability: share / Double(excesses.count)))
  }

  /// The value at which the calibration tail would have had `count` alarms, in numbers and below 1 as well.
  private mutating func fitAlarms(_ count: Double, _ calibration: CalibrationScores, _ sorted: [Float]) {
    // From the top down, the number of alarms rises until they grow together.
    var start = sorted[sorted.count - 1]
    var peaks: [Float] = []
    for percent in stride(from: 99.5, through: 50, by: -0.5) {
      let candidate = sorted[Self.conformalRank(percent: percent, sampleCount: sorted.count - 1) - 1]
      let found = calibration.peaks(above: candidate)
      if found.count < peaks.count { break }
      (start, peaks) = (candidate, found)
      if Double(found.count) >= max(2 * count, 40) { break }
    }
    if peaks.isEmpty {
      isLimitedBySampleCount = true
      return value = start
    }
    if count >= 10 {
      // The lowest score from `start` on that is crossed often enough and no more, counted at that very height.
      let heights = Array(sorted[sorted.partitioningIndex { $0 >= start }...])
      let place = heights.partitioningIndex { Double(calibration.alarms(above: $0)) <= count }
      return value = heights[place]
    }
    // What is one alarm at `start` may be several higher up: as many as at the height that ten of the peaks exceed.
    let falling = peaks.sorted(by: >)
    let height = falling[min(10, falling.count - 1)]
    let (whole, parts) = (falling.count { $0 > height }, calibration.alarms(above: height))
    fitTail(
      falling.reversed(), start: start, share: whole > 0 ? count * Double(whole) / Double(max(parts, whole)) : count)
  }

  /// Rounded to the next score up, so that it is not crossed by what it was made of.
  private mutating func setValue(_ exact: Double) {
    let bounded = min(max(exact, 0), Double(Float.greatestFiniteMagnitude))
    let nearest = Float(bounded)
    value = Double(nearest) < bounded ? nearest.nextUp : nearest
    if !value.isFinite { value = .greatestFiniteMagnitude }
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
