import AnomalyData
import Foundation

/// The best that each F1 reaches over all thresholds, chosen with the labels in hand: an upper bound, never a result.
public struct OracleMetrics: Equatable, Sendable {
  /// The 100 thresholds that are tried for all but the F1 of rows, which has every one.
  public enum Grid: Sendable {
    /// Alarm counts that grow by the same factor from 1 to all rows: as many for high scores as for low ones, however
    /// far the scores lie apart.
    case alarmCounts
    /// Evenly spaced from the lowest to the highest finite score, as TSB-AD does. One score far above all others leaves
    /// nearly no choice among the rest.
    case scores
  }

  /// Best F1 of rows over every threshold that the scores allow.
  public var f1: Double
  /// An alarm where the score is strictly above it reaches `f1`; −∞ where every row must alarm.
  public var threshold: Float
  /// Best range-based F1 over the thresholds of the grid, as those below.
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
  private static let thresholds = 100

  /// The bounds for scores; nil without any event. The random scores draw from `seed` alone.
  public init?(_ data: LabelledScores, grid: Grid = .alarmCounts, seed: UInt64) {
    guard !data.events.isEmpty else { return nil }
    (f1, threshold) = Self.bestF1(data)
    (rangeF1, eventF1, affiliationF1, pointAdjustedValue) = (0, 0, 0, 0)
    for alarms in Self.decisions(data, grid) {
      rangeF1 = max(rangeF1, RangeMetrics(alarms).f1)
      eventF1 = max(eventF1, harmonicMean(alarms.rowPrecision, alarms.eventRecall))
      affiliationF1 = max(affiliationF1, Affiliation(alarms)?.f1 ?? 0)
      pointAdjustedValue = max(pointAdjustedValue, PointAdjustedF1.value(alarms))
    }
    var source = RandomSource(seed: seed)
    let scores = data.scores.map { _ in Float(source.uniform()) }
    // No NaN among them, and as many as there are labels.
    guard let random = try? LabelledScores(scores: scores, labels: data.labels, runs: data.runs) else { return nil }
    pointAdjustedRandom = Self.decisions(random, grid).map { PointAdjustedF1.value($0) }.max() ?? 0
  }

  /// The best F1 of rows over all thresholds, and the highest score that stays quiet for it; −∞ where every row must alarm.
  static func bestF1(_ data: LabelledScores) -> (f1: Double, threshold: Float) {
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

  /// Decisions at each threshold of the grid.
  private static func decisions(_ data: LabelledScores, _ grid: Grid) -> some Sequence<LabelledAlarms> {
    limits(data, grid).lazy.map { limit in
      LabelledAlarms(alarms: data.scores.map { Double($0) > limit }, labels: data.labels, runs: data.runs)
    }
  }

  /// Alarm where the score is strictly above one of them.
  private static func limits(_ data: LabelledScores, _ grid: Grid) -> [Double] {
    let last = Double(thresholds - 1)
    switch grid {
    case .scores:
      let finite = data.scores.lazy.filter(\.isFinite)
      let (low, high) = (Double(finite.min() ?? 0), Double(finite.max() ?? 0))
      let step = (high - low) / last
      return (0..<thresholds).map { $0 == thresholds - 1 ? high : low + Double($0) * step }
    case .alarmCounts:
      let falling = data.scores.sorted(by: >)
      let factor = pow(Double(falling.count), 1 / last)
      let places = (0..<thresholds).map { Int(pow(factor, Double($0)).rounded()) }
      return places.map { $0 < falling.count ? Double(falling[$0]) : -.infinity }
    }
  }
}
