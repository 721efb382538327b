/// The time of every row: nanoseconds where the texts of the file are times, else those texts.
public struct TimeColumn: Sendable {
  /// Stands for a time that is not there.
  public static let missing = Int64.min

  /// The name of the column.
  public let name: String
  /// How the times are written; nil where the column holds texts.
  public let format: TimeFormat?
  private var times: [Int64] = []
  /// The texts: all bytes in one buffer and the end of each row's text.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// An empty column of times that are written as `format` says; of texts that are no times where it is nil.
  public init(name: String, format: TimeFormat? = nil) {
    self.name = name
    self.format = format
  }

  /// The number of rows.
  public var count: Int { format == nil ? ends.count : times.count }

  /// The time of each row in nanoseconds, since 1970-01-01T00:00:00Z or, for plain seconds and times of day, since
  /// their own zero; `missing` where a row has none. Nil where the column holds texts.
  public var instants: [Int64]? { format == nil ? nil : times }

  /// Seconds since 1970-01-01T00:00:00Z of each row; nil where one is missing, or times lie on no calendar.
  public var unixSeconds: [Double]? {
    guard let format, format.isCalendar, !times.contains(TimeColumn.missing) else { return nil }
    return times.map { Double($0) * 1e-9 }
  }

  /// Seconds from row `first` to row `last`; nil where one has no time, or the column holds texts.
  public func seconds(from first: Int, to last: Int) -> Double? {
    guard format != nil, times[first] != TimeColumn.missing, times[last] != TimeColumn.missing else { return nil }
    return Double(times[last] - times[first]) / 1e9
  }

  /// The time of row `row` in the form of the file; empty where it is missing.
  public func text(_ row: Int) -> String {
    if let format { return times[row] == TimeColumn.missing ? "" : format.text(times[row]) }
    return String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
  }

  /// Adds the time of the next row to a column of times.
  public mutating func append(_ instant: Int64) {
    precondition(format != nil, "a column of texts takes texts")
    times.append(instant)
  }

  /// Adds the text of the next row, in UTF-8, to a column of texts.
  public mutating func append(_ text: some Collection<UInt8>) {
    precondition(format == nil, "a column of times takes times")
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds the time of the next row as the number that it is in a column of numbers; a number that is none is missing.
  mutating func append(number: Double) {
    guard let format else { return append("\(number)".utf8) }
    guard case .number(let unit, _) = format.pieces[0] else { return append(TimeColumn.missing) }
    append(TimeFormat.instant(number, unit: unit) ?? TimeColumn.missing)
  }

  mutating func reserve(rows: Int) { if format != nil { times.reserveCapacity(rows) } }

  /// This column with other times, one a row.
  func with(_ instants: [Int64]) -> TimeColumn {
    precondition(format != nil, "a column of texts has no times")
    var column = self
    column.times = instants
    return column
  }

  /// The rows `kept`, in that order.
  func rows(_ kept: some Sequence<Int>) -> TimeColumn {
    guard format == nil else { return with(kept.map { times[$0] }) }
    var column = TimeColumn(name: name)
    for row in kept { column.append(text(row).utf8) }
    return column
  }
}

extension TimeColumn: Equatable {
  /// Whether both have the same name and write the same times.
  public static func == (left: TimeColumn, right: TimeColumn) -> Bool {
    left.name == right.name && left.count == right.count
      && (0..<left.count).allSatisfy { left.text($0) == right.text($0) }
  }
}
