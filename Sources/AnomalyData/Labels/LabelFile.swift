/// Labels in a file of their own, of a kind that its content shows:
///
/// - one 0 or 1 a row, in a column alone or in a label column (SMD);
/// - lines of start and end, both included: rows counted from 0, or times;
/// - lines `start-end:columns`, see `CauseLabels`, whose columns do not matter here;
/// - NAB's JSON: the end of a recording's path, and windows of start and end in time.
struct LabelFile {
  private enum Content {
    case rows([UInt8])
    case rowRanges([ClosedRange<Int>])
    case windows([LabelWindow])
    case windowsByName([String: [LabelWindow]])
  }

  /// The labels of one recording.
  struct Marks {
    /// 0 or 1 for each of its rows that were kept.
    var labels: [UInt8]
    /// Windows in time in which it has no row.
    var unmatched: [LabelWindow] = []
  }

  let path: String
  private let content: Content

  /// Whether it can be about several recordings.
  var isShared: Bool {
    switch content {
    case .rows, .rowRanges: false
    case .windows, .windowsByName: true
    }
  }

  /// Whether it says of each window which recording it is about.
  var namesRecordings: Bool { if case .windowsByName = content { true } else { false } }

  /// Reads `path`. Throws `DataError.notLabels`, `.badCause` and what reading a table throws.
  init(path: String) throws(DataError) {
    self.path = path
    let file = try FileBytes(path: path)
    defer { withExtendedLifetime(file) {} }
    if file.content.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      content = .windowsByName(try NABWindows.read(file.content, path: path))
    } else if CauseLabels.begins(file.content) {
      let causes = try CauseLabels(String(decoding: file.content, as: UTF8.self), path: path)
      content = .rowRanges(causes.entries.map { $0.rows.lowerBound...$0.rows.upperBound - 1 })
    } else {
      content = try LabelFile.table(file.content, path: path)
    }
  }

  private static func table(_ bytes: UnsafeBufferPointer<UInt8>, path: String) throws(DataError) -> Content {
    let scanner = FieldScanner(path: path, bytes: bytes, dialect: Dialect(of: bytes, options: ReadOptions()))
    _ = try scanner.survey(lineLimit: Frame.lineLimit)
    let header = try TableHeader(scanner, header: .auto)
    let names = header.names.map { $0.lowercased() }
    let first = names.firstIndex { name in ["start", "begin", "from", "first"].contains { name.contains($0) } }
    let last = names.firstIndex { name in ["end", "stop", "until", "last"].contains { name.contains($0) } }
    if let first, let last { return try ranges(scanner, header, first, last) }
    if names.count == 2, names == ["c0", "c1"] { return try ranges(scanner, header, 0, 1) }

    var options = ReadOptions()
    let marked = ColumnPlan.labelNames.compactMap(names.firstIndex).first
    guard let column = marked ?? (names.count == 1 ? 0 : nil) else {
      throw .notLabels(path: path, reason: "its columns are \(header.names.prefix(6).joined(separator: ", "))")
    }
    options.columns = ["#\(column)"]
    options.label = header.names[column]
    options.keepsTime = false
    guard let labels = try Frame(reading: [path], options: options).labels else {
      throw .notLabels(path: path, reason: "its column has no labels")
    }
    return .rows(labels)
  }

  private static func ranges(
    _ scanner: FieldScanner, _ header: TableHeader, _ first: Int, _ last: Int
  ) throws(DataError) -> Content {
    var windows: [LabelWindow] = []
    var index = header.body
    while index < scanner.bytes.count {
      let start = index
      let fields = try scanner.record(at: &index)
      guard fields.count == header.names.count else {
        throw .raggedRow(
          path: scanner.path, line: scanner.line(at: start), expected: header.names.count, found: fields.count)
      }
      windows.append(
        LabelWindow(start: scanner.text(fields[first]) ?? "", end: scanner.text(fields[last]) ?? ""))
      scanner.skipEmptyLines(&index)
    }
    return try rowRanges(windows, path: scanner.path).map(Content.rowRanges) ?? .windows(windows)
  }

  /// `windows` as numbers of rows; nil where one of them is no such number.
  private static func rowRanges(
    _ windows: [LabelWindow], path: String
  ) throws(DataError) -> [ClosedRange<Int>]? {
    var ranges: [ClosedRange<Int>] = []
    for window in windows {
      guard let start = Int(window.start), let end = Int(window.end), start >= 0, max(start, end) < 100_000_000 else {
        return nil
      }
      guard start <= end else { throw .notLabels(path: path, reason: "\(window.text) ends before its start") }
      ranges.append(start...end)
    }
    return ranges
  }

  /// The labels of the rows of the recording `data` that were kept: their numbers in the file of `count` rows, and the times
  /// of all, of which these are the last. Throws `DataError.labelCount`, `.labelsOfOthers` and what reading windows throws.
  func marks(
    ofRows rows: [Range<Int>], count: Int, time: TimeColumn?, data: String
  ) throws(DataError) -> Marks {
    switch content {
    case .rows(let labels):
      guard labels.count == count else {
        throw .labelCount(path: path, expected: count, found: labels.count, data: data)
      }
      return Marks(labels: rows.flatMap { labels[$0] })
    case .rowRanges(let ranges):
      if let last = ranges.map(\.upperBound).max(), last >= count {
        throw .labelCount(path: path, expected: count, found: last + 1, data: data)
      }
      var all = [UInt8](repeating: 0, count: count)
      for range in ranges { for row in range { all[row] = 1 } }
      return Marks(labels: rows.flatMap { all[$0] })
    case .windows(let windows): return try marks(windows, rows, time, data)
    case .windowsByName(let windows):
      // The whole path decides before the name alone, which only counts where one key has it.
      let named = windows.keys.filter { $0.split(separator: "/").last == data.split(separator: "/").last }
      guard
        let key = windows.keys.filter({ data == $0 || data.hasSuffix("/\($0)") }).max(by: { $0.count < $1.count })
          ?? (named.count == 1 ? named.first : nil)
      else { throw .labelsOfOthers(path: path, data: data) }
      return try marks(windows[key] ?? [], rows, time, data)
    }
  }

  private func marks(
    _ windows: [LabelWindow], _ rows: [Range<Int>], _ time: TimeColumn?, _ data: String
  ) throws(DataError) -> Marks {
    let kept = rows.reduce(0) { $0 + $1.count }
    let ranges = try windows.instants(beside: time, path: path, data: data)
    var marks = Marks(labels: [UInt8](repeating: 0, count: kept))
    guard !ranges.isEmpty, let instants = time?.instants?.suffix(kept) else { return marks }
    for (window, range) in zip(windows, ranges) {
      var isEmpty = true
      for (row, instant) in instants.enumerated() where range.contains(instant) {
        marks.labels[row] = 1
        isEmpty = false
      }
      if isEmpty { marks.unmatched.append(window) }
    }
    return marks
  }
}
