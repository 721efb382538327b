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

  /// Events with at least one alarm.
  public var foundCount: Int { events.count(where: \.isFound) }

  /// Groups rows of one run into events. Call it once a file: rows are taken as consecutive.
  ///
  /// - Parameters:
  ///   - scores: one a row.
  ///   - labels: one a row, true where the row is anomalous.
  ///   - threshold: a row is alarmed when its score is strictly above it.
  /// - Throws: `countsDiffer`, `scoreIsNaN`.
  public init(scores: [Float], labels: [Bool], threshold: Float) throws(EvaluationError) {
    try self.init(alarms: scores.map { $0 > threshold }, scores: scores, labels: labels)
  }

  /// Groups decisions already made; all three arrays have one entry a row of one run.
  public init(alarms: [Bool], scores: [Float], labels: [Bool]) throws(EvaluationError) {
    try requirePairs(scores: scores, labels: labels)
    precondition(alarms.count == labels.count, "one decision a label")
    events = Self.ranges(labels).map { rows in
      let peakRow = rows.max { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }!
      let firstAlarm = rows.first { alarms[$0] }
      return Event(
        rows: rows, delay: firstAlarm.map { $0 - rows.lowerBound }, peakScore: scores[peakRow], peakRow: peakRow)
    }
    falseAlarms = Self.ranges(alarms).filter { rows in !labels[rows].contains(true) }
  }

  /// The maximal contiguous ranges of true in `marks`, in order.
  public static func ranges(_ marks: [Bool]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start: Int?
    for (row, isMarked) in marks.enumerated() {
      if isMarked, start == nil { start = row }
      if !isMarked, let first = start {
        ranges.append(first..<row)
        start = nil
      }
    }
    if let first = start { ranges.append(first..<marks.count) }
    return ranges
  }
}
