import AnomalyData

/// The best that each F1 reaches over all thresholds, chosen with the labels in hand: an upper bound, never a result.
public struct OracleMetrics: Equatable, Sendable {
  /// Best F1 of rows over every threshold that the scores allow.
  public var f1: Double
  /// An alarm where the score is strictly above it reaches `f1`; −∞ where every row must alarm.
  public var threshold: Float
  /// Best range-based F1, as those below over 100 thresholds evenly spaced from the lowest to the highest finite score.
  public var rangeF1: Double
  /// Best event-based F1.
  public var eventF1: Double
  /// Best affiliation F1.
  public var affiliationF1: Double
  /// Best point-adjusted F1: `value` of these scores, `random` of uniform random scores on the same labels.
  public var pointAdjusted: (value: Double, random: Double) {
    get { (pointAdjustedValue, pointAdjustedRandom) }
    set { (pointAdjustedValue, pointAdjustedRandom) = newValue }
  }
  private var pointAdjustedValue: Double
  private var pointAdjustedRandom: Double
  /// Thresholds tried for all but `f1`.
  public static let thresholds = 100

  /// The bounds for scores; nil without any event. The random scores draw from `seed` alone.
  public init?(_ data: LabelledScores, seed: UInt64) {
    guard !data.events.isEmpty else { return nil }
    (f1, threshold) = Self.bestF1(data)
    (rangeF1, eventF1, affiliationF1, pointAdjustedValue) = (0, 0, 0, 0)
    for alarms in Self.decisions(data.scores, data) {
      rangeF1 = max(rangeF1, RangeMetrics(alarms).f1)
      eventF1 = max(eventF1, harmonicMean(alarms.rowPrecision, alarms.eventRecall))
      affiliationF1 = max(affiliationF1, Affiliation(alarms)?.f1 ?? 0)
      pointAdjustedValue = max(pointAdjustedValue, PointAdjustedF1.value(alarms))
    }
    var source = RandomSource(seed: seed)
    let random = data.scores.map { _ in Float(source.uniform()) }
    pointAdjustedRandom = Self.decisions(random, data).map { PointAdjustedF1.value($0) }.max() ?? 0
  }

  private static func bestF1(_ data: LabelledScores) -> (f1: Double, threshold: Float) {
    let counts = RankCounts(data)
    let positives = counts.anomalousCount
    var best = (f1: 0.0, rank: -1)
    var (found, alarmed) = (0, 0)
    for rank in counts.all.indices {
      found += counts.anomalous[rank]
      alarmed += counts.all[rank]
      let f1 = 2 * Double(found) / Double(alarmed + positives)
      if f1 > best.f1 { best = (f1, rank) }
    }
    // The highest score that stays quiet.
    let next = data.ranks.firstIndex { $0 == best.rank + 1 }
    return (best.f1, next.map { data.scores[$0] } ?? -.infinity)
  }

  /// Decisions at each threshold.
  private static func decisions(_ scores: [Float], _ data: LabelledScores) -> some Sequence<LabelledAlarms> {
    let finite = scores.lazy.filter(\.isFinite)
    let low = Double(finite.min() ?? 0)
    let step = (Double(finite.max() ?? 0) - low) / Double(thresholds - 1)
    return (0..<thresholds).lazy.map { index in
      let threshold = index == thresholds - 1 ? Double(finite.max() ?? 0) : low + Double(index) * step
      return LabelledAlarms(alarms: scores.map { Double($0) > threshold }, labels: data.labels, runs: data.runs)
    }
  }
}
