/// ROC-AUC and PR-AUC that forgive alarms near an event, averaged over how near: the volume under the surface of the
/// range-AUC (Paparrizos et al., VLDB 2022), as the benchmark TSB-AD (Liu and Paparrizos, NeurIPS 2024) computes it.
///
/// For each tolerance w from 0 to the buffer, a row d ≤ ⌊w/2⌋ rows beside an event counts as anomalous to the degree
/// √(1 − d/w); degrees of several events add up to at most 1. At a threshold with p alarms, t = Σ degrees of alarmed rows and
/// m = anomalous rows + ½ Σ degrees of alarmed rows beside events:
///
///     true positive rate  = min(t/m, 1) · share of widened events with an alarm (touching ones count as one)
///     false positive rate = (p − t) / (rows − m)
///     precision           = t/p
///
/// Both curves run over 250 thresholds at even places of the sorted scores, alarm where score ≥ threshold. Rows of
/// different runs never stand beside each other.
public struct VolumeUnderSurface: Equatable, Sendable {
  /// Mean area under the ROC curve over all tolerances, trapezoids.
  public var roc: Double
  /// Mean average precision over all tolerances.
  public var pr: Double
  /// Thresholds of each curve.
  static let levels = 250

  /// The volume for tolerances of 0 … `buffer` rows, at least 0; nil unless both classes are present.
  ///
  /// O(n + buffer · (thresholds + events · buffer)).
  public init?(_ data: LabelledScores, buffer: Int) {
    precondition(buffer >= 0, "a buffer of rows")
    guard !data.events.isEmpty, data.anomalousCount < data.labels.count else { return nil }
    let curve = RangeCurve(data)
    var margins = EventMargins(data, levels: curve.rowLevels)
    roc = 0
    pr = 0
    for tolerance in 0...buffer {
      margins.widen(to: tolerance)
      let area = curve.areas(margins)
      roc += area.roc
      pr += area.pr
    }
    roc /= Double(buffer + 1)
    pr /= Double(buffer + 1)
  }
}

/// What the curves of all tolerances have in common.
private struct RangeCurve {
  /// For each row the first threshold that it reaches.
  let rowLevels: [UInt8]
  /// Alarms at each threshold.
  private var alarms = [Int](repeating: 0, count: VolumeUnderSurface.levels)
  /// Anomalous rows that alarm at each threshold.
  private var hits = [Int](repeating: 0, count: VolumeUnderSurface.levels)
  private let anomalous: Int
  private let rows: Int

  init(_ data: LabelledScores) {
    let counts = RankCounts(data)
    anomalous = counts.anomalousCount
    rows = data.labels.count
    var levelOfRank = [UInt8](repeating: 0, count: counts.all.count)
    let last = VolumeUnderSurface.levels - 1
    var rank = 0
    var (alarmed, found) = (0, 0)
    for level in 0...last {
      // The place of the threshold in the sorted scores, rounded down as numpy's linspace is.
      let place = level == last ? rows - 1 : Int(Double(level) * (Double(rows - 1) / Double(last)))
      while alarmed <= place {
        levelOfRank[rank] = UInt8(level)
        alarmed += counts.all[rank]
        found += counts.anomalous[rank]
        rank += 1
      }
      alarms[level] = alarmed
      hits[level] = found
    }
    rowLevels = data.ranks.map { levelOfRank[Int($0)] }
  }

  /// Areas under both curves for one tolerance.
  func areas(_ margins: EventMargins) -> (roc: Double, pr: Double) {
    var (roc, pr) = (0.0, 0.0)
    var (lastTrue, lastFalse) = (0.0, 0.0)
    var beside = 0.0
    var groupsFound = 0
    for level in alarms.indices {
      beside += margins.degrees[level]
      groupsFound += margins.groups[level]
      let truth = Double(hits[level]) + beside
      let mass = Double(anomalous) + beside / 2
      let truePositiveRate = min(truth / mass, 1) * (Double(groupsFound) / Double(margins.groupCount))
      let falsePositiveRate = (Double(alarms[level]) - truth) / (Double(rows) - mass)
      roc += (falsePositiveRate - lastFalse) * (truePositiveRate + lastTrue) / 2
      pr += (truePositiveRate - lastTrue) * (truth / Double(alarms[level]))
      (lastTrue, lastFalse) = (truePositiveRate, falsePositiveRate)
    }
    roc += (1 - lastFalse) * (1 + lastTrue) / 2
    return (roc, pr)
  }
}
