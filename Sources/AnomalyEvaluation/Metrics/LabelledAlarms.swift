/// Decisions beside labels: what every metric that looks at alarms starts from.
public struct LabelledAlarms: Sendable {
  /// One a row, true where an alarm was raised.
  public let alarms: [Bool]
  /// One a row, true where the row is anomalous.
  public let labels: [Bool]
  /// As those of `LabelledScores`.
  public let runs: [Range<Int>]
  /// The maximal ranges of anomalous rows inside runs, in order.
  public let events: [Range<Int>]
  /// The maximal ranges of alarmed rows inside runs, in order.
  public let alarmRanges: [Range<Int>]

  /// Decisions and labels of all rows; without `runs` they are one run.
  public init(alarms: [Bool], labels: [Bool], runs: [Range<Int>]? = nil) {
    precondition(alarms.count == labels.count, "one decision a label")
    self.alarms = alarms
    self.labels = labels
    self.runs = runs ?? (labels.isEmpty ? [] : [labels.indices])
    events = rangesOfTrue(labels, in: self.runs)
    alarmRanges = rangesOfTrue(alarms, in: self.runs)
  }

  /// Rows with an alarm.
  public var alarmCount: Int { alarmRanges.reduce(0) { $0 + $1.count } }

  /// Rows that are anomalous and alarmed.
  var hitCount: Int {
    var overlap = RangeOverlap(alarmRanges)
    return events.reduce(0) { sum, event in sum + overlap.rows(event) }
  }
}

/// Finds what of ordered, disjoint ranges lies inside others that are asked for in order; linear in all.
struct RangeOverlap {
  private let ranges: [Range<Int>]
  private var first = 0

  init(_ ranges: [Range<Int>]) { self.ranges = ranges }

  /// The indices of the ranges that share a row with `range`; its start must not lie before that of the last one asked for.
  mutating func touching(_ range: Range<Int>) -> Range<Int> {
    while first < ranges.count, ranges[first].upperBound <= range.lowerBound { first += 1 }
    var end = first
    while end < ranges.count, ranges[end].lowerBound < range.upperBound { end += 1 }
    return first..<end
  }

  /// The number of rows of `range` that lie in one of the ranges; asked for in order.
  mutating func rows(_ range: Range<Int>) -> Int {
    touching(range).reduce(0) { $0 + ranges[$1].clamped(to: range).count }
  }
}
