/// Range-based precision and recall (Tatbul et al., NeurIPS 2018) with the parameters of the benchmark TSB-AD: flat bias,
/// reciprocal cardinality, weight 0.2 of existence for recall and 0 for precision.
public struct RangeMetrics: Equatable, Sendable {
  /// Mean over alarm ranges of the share of their rows that is anomalous, divided by the number of events they touch;
  /// 0 without any alarm.
  public var precision: Double
  /// Mean over events of 0.2 if any row is alarmed and 0.8 times the share of alarmed rows, divided by the number of
  /// alarm ranges that the event falls apart into; 0 without any event.
  public var recall: Double
  /// Harmonic mean of both; 0 when both are 0.
  public var f1: Double { harmonicMean(precision, recall) }

  /// The metrics of decisions; O(rows).
  public init(_ data: LabelledAlarms) {
    precision = Self.reward(data.alarmRanges, by: data.events, existence: 0)
    recall = Self.reward(data.events, by: data.alarmRanges, existence: 0.2)
  }

  private static func reward(_ ranges: [Range<Int>], by others: [Range<Int>], existence: Double) -> Double {
    guard !ranges.isEmpty else { return 0 }
    var overlap = RangeOverlap(others)
    var sum = 0.0
    for range in ranges {
      let touching = overlap.touching(range)
      guard !touching.isEmpty else { continue }
      let rows = touching.reduce(0) { $0 + others[$1].clamped(to: range).count }
      sum += existence + (1 - existence) * Double(rows) / Double(range.count) / Double(touching.count)
    }
    return sum / Double(ranges.count)
  }
}

/// 2ab/(a + b); 0 when both are 0.
func harmonicMean(_ a: Double, _ b: Double) -> Double { a + b > 0 ? 2 * a * b / (a + b) : 0 }
