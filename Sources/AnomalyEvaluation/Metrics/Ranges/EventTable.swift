/// Labelled faults seen as events: which were found, how late, and how often there was an alarm for nothing.
public struct EventTable: Equatable, Sendable {
  /// One contiguous range of rows labelled anomalous.
  public struct Event: Equatable, Sendable {
    /// Rows of the event.
    public var rows: Range<Int>
    /// Rows from the start of the event to its first alarm, 0 for an alarm on its first row; nil when missed.
    public var delay: Int?
    /// Largest score inside the event.
    public var peakScore: Float
    /// First row that reaches `peakScore`.
    public var peakRow: Int

    /// Whether at least one of its rows was alarmed.
    public var isFound: Bool { delay != nil }
  }

  /// The labelled events in order of time.
  public var events: [Event]

  /// Contiguous ranges of alarmed rows that hold no labelled row, in order of time.
  public var falseAlarms: [Range<Int>]

  /// Share of alarmed rows that are anomalous; 0 without any alarm.
  public var precision: Double

  /// Groups rows of one run into events.
  ///
  /// - Parameters:
  ///   - scores: one a row.
  ///   - labels: one a row, true where the row is anomalous.
  ///   - threshold: a row is alarmed when its score is strictly above it.
  /// - Throws: `countsDiffer`, `scoreIsNaN`.
  public init(scores: [Float], labels: [Bool], threshold: Float) throws(EvaluationError) {
    try requirePairs(scores: scores, labels: labels)
    self.init(LabelledAlarms(alarms: scores.map { $0 > threshold }, labels: labels), scores: scores)
  }

  /// Groups decisions already made; `scores` has one entry a row, none is NaN.
  public init(_ data: LabelledAlarms, scores: [Float]) {
    precondition(scores.count == data.labels.count, "one score a label")
    events = data.events.map { rows in
      let peakRow = rows.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }!
      let firstAlarm = rows.first { data.alarms[$0] }
      return Event(
        rows: rows, delay: firstAlarm.map { $0 - rows.lowerBound }, peakScore: scores[peakRow], peakRow: peakRow)
    }
    falseAlarms = data.falseAlarmRanges
    precision = data.rowPrecision
  }

  /// Events with at least one alarm.
  public var foundCount: Int { events.count(where: \.isFound) }

  /// Share of events found; 0 without any event.
  public var recall: Double { events.isEmpty ? 0 : Double(foundCount) / Double(events.count) }

  /// Harmonic mean of the recall of events and the precision of rows (composite F, Garg et al. 2021; TSB-AD's event-based
  /// F1): a long event counts as much as a short one, and an alarm on all rows is not precise.
  public var f1: Double { harmonicMean(precision, recall) }

  /// Mean delay of the found events in rows; nil when none was found.
  public var meanDelay: Double? {
    let delays = events.compactMap(\.delay)
    return delays.isEmpty ? nil : Double(delays.reduce(0, +)) / Double(delays.count)
  }
}

extension LabelledAlarms {
  /// Alarm ranges that hold no labelled row.
  var falseAlarmRanges: [Range<Int>] {
    var overlap = RangeOverlap(events)
    return alarmRanges.filter { overlap.touching($0).isEmpty }
  }

  /// Share of alarmed rows that are anomalous; 0 without any alarm.
  var rowPrecision: Double { alarmCount == 0 ? 0 : Double(hitCount) / Double(alarmCount) }

  /// Share of events with an alarm; 0 without any event.
  var eventRecall: Double {
    var overlap = RangeOverlap(alarmRanges)
    return events.isEmpty ? 0 : Double(events.count { !overlap.touching($0).isEmpty }) / Double(events.count)
  }
}
