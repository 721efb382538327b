/// The time of an anomaly as a file of labels writes it, both ends included.
struct LabelWindow: Hashable {
  let start: String
  let end: String

  /// As one would say it.
  var text: String { start == end ? start : "\(start) to \(end)" }
}

extension [LabelWindow] {
  /// Each of them in the nanoseconds of `time`, the times of the recording `data`; `path` is the file that they stand in.
  ///
  /// The form of the recording reads them where it reads all; else the form that they show themselves, with day, month and
  /// year in the recording's order where several would do. Throws `DataError.notLabels` where none reads all or an end
  /// comes before its start, `DataError.labelCalendar` where only one of both lies on a calendar.
  func instants(
    beside time: TimeColumn?, path: String, data: String
  ) throws(DataError) -> [ClosedRange<Int64>] {
    guard !isEmpty else { return [] }
    guard let time, let own = time.format else { throw .noTimes(option: "--labels in time", column: time?.name) }
    if let ranges = ranges(own) { return ranges }
    guard let other = TimeFormat.detected(in: flatMap { [$0.start, $0.end] }, like: own), let ranges = ranges(other)
    else {
      let failing = first { [$0].ranges(own) == nil } ?? self[0]
      throw .notLabels(path: path, reason: "\(failing.text) is no start and end in rows or in time")
    }
    guard other.isCalendar == own.isCalendar else {
      throw .labelCalendar(path: path, isCalendar: other.isCalendar, text: self[0].start, data: data)
    }
    return ranges
  }

  private func ranges(_ format: TimeFormat) -> [ClosedRange<Int64>]? {
    var result: [ClosedRange<Int64>] = []
    for window in self {
      guard let start = format.nanoseconds(window.start), let end = format.nanoseconds(window.end), start <= end else {
        return nil
      }
      result.append(start...end)
    }
    return result
  }
}
