/// What every threshold would have made of scores: the points of the ROC and of the precision-recall curve.
public struct RankCurves: Equatable, Sendable {
  /// The rows above one threshold.
  public struct Point: Equatable, Sendable {
    /// Share of normal rows alarmed: FP / (FP + TN).
    public var falseAlarmRate: Double
    /// Share of anomalous rows alarmed: TP / (TP + FN).
    public var recall: Double
    /// Share of alarms that are right: TP / (TP + FP).
    public var precision: Double
  }

  /// One a distinct score, from the highest on; rows of equal score enter together. Empty unless both classes are present.
  public let points: [Point]
  /// Share of anomalous rows: the precision of random alarms.
  public let anomalousShare: Double

  /// Sweeps the threshold over all scores; O(n).
  public init(_ data: LabelledScores) {
    let counts = RankCounts(data)
    let positives = counts.anomalousCount
    let negatives = data.labels.count - positives
    anomalousShare = data.labels.isEmpty ? 0 : Double(positives) / Double(data.labels.count)
    guard positives > 0, negatives > 0 else {
      points = []
      return
    }
    var (found, alarmed) = (0, 0)
    points = zip(counts.all, counts.anomalous).compactMap { all, anomalous in
      if all == 0 { return nil }
      found += anomalous
      alarmed += all
      return Point(
        falseAlarmRate: Double(alarmed - found) / Double(negatives), recall: Double(found) / Double(positives),
        precision: Double(found) / Double(alarmed))
    }
  }
}
