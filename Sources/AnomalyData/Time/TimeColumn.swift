/// The time of every row: nanoseconds where the texts of the file are times, else those texts.
public struct TimeColumn: Sendable {
  /// Stands for a time that is not there.
  public static let missing = Int64.min

  private enum Storage: Sendable {
    case instants([Int64], TimeFormat)
    /// All bytes in one buffer and the end of each row's text.
    case texts(bytes: [UInt8], ends: [Int])
  }

  /// The name of the column.
  public let name: String
  private var storage: Storage

  /// An empty column of times that are written as `format` says.
  public init(name: String, format: TimeFormat) {
    self.name = name
    storage = .instants([], format)
  }

  /// An empty column of texts that are no times.
  public init(name: String) {
    self.name = name
    storage = .texts(bytes: [], ends: [])
  }

  /// The number of rows.
  public var count: Int {
    switch storage {
    case .instants(let instants, _): instants.count
    case .texts(_, let ends): ends.count
    }
  }

  /// The time of each row in nanoseconds, since 1970-01-01T00:00:00Z or, for plain seconds and times of day, since
  /// their own zero; `missing` where a row has none. Nil where the column holds texts.
  public var instants: [Int64]? {
    switch storage {
    case .instants(let instants, _): instants
    case .texts: nil
    }
  }

  /// Seconds since 1970-01-01T00:00:00Z of each row; nil where one is missing, or times lie on no calendar.
  public var unixSeconds: [Double]? {
    guard case .instants(let instants, let format) = storage, format.isCalendar else { return nil }
    if instants.contains(TimeColumn.missing) { return nil }
    return instants.map { Double($0) * 1e-9 }
  }

  /// How the times are written; nil where the column holds texts.
  public var format: TimeFormat? {
    switch storage {
    case .instants(_, let format): format
    case .texts: nil
    }
  }

  /// The time of row `row` in the form of the file; empty where it is missing.
  public func text(_ row: Int) -> String {
    switch storage {
    case .instants(let instants, let format):
      return instants[row] == TimeColumn.missing ? "" : format.text(instants[row])
    case .texts(let bytes, let ends):
      return String(decoding: bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]], as: UTF8.self)
    }
  }

  /// Adds the time of the next row to a column of times.
  public mutating func append(_ instant: Int64) {
    guard case .instants(var instants, let format) = storage else { preconditionFailure("a column of texts") }
    storage = .texts(bytes: [], ends: [])
    instants.append(instant)
    storage = .instants(instants, format)
  }

  /// Adds the time of the next row as the number that it is in a column of numbers; a number that is none is missing.
  mutating func append(number: Double) {
    switch storage {
    case .instants(_, let format):
      guard case .number(let unit, _) = format.pieces[0] else { return append(TimeColumn.missing) }
      append(Int64(exactly: (number * Double(unit)).rounded()) ?? TimeColumn.missing)
    case .texts: append("\(number)".utf8)
    }
  }

  mutating func reserve(rows: Int) {
    guard case .instants(var instants, let format) = storage else { return }
    storage = .texts(bytes: [], ends: [])
    instants.reserveCapacity(rows)
    storage = .instants(instants, format)
  }

  /// Adds the text of the next row, in UTF-8, to a column of texts.
  public mutating func append(_ text: some Collection<UInt8>) {
    guard case .texts(var bytes, var ends) = storage else { preconditionFailure("a column of times") }
    storage = .texts(bytes: [], ends: [])
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    storage = .texts(bytes: bytes, ends: ends)
  }

  /// This column with other times, one a row.
  func with(_ instants: [Int64]) -> TimeColumn {
    guard case .instants(_, let format) = storage else { preconditionFailure("a column of texts") }
    var column = self
    column.storage = .instants(instants, format)
    return column
  }

  /// The rows `kept`, in that order.
  func rows(_ kept: some Sequence<Int>) -> TimeColumn {
    switch storage {
    case .instants(let instants, _): return with(kept.map { instants[$0] })
    case .texts:
      var column = TimeColumn(name: name)
      for row in kept { column.append(text(row).utf8) }
      return column
    }
  }
}

extension TimeColumn: Equatable {
  /// Whether both have the same name and write the same times.
  public static func == (left: TimeColumn, right: TimeColumn) -> Bool {
    left.name == right.name && left.count == right.count
      && (0..<left.count).allSatisfy { left.text($0) == right.text($0) }
  }
}
