/// Labels in a file of their own, of a kind that its content shows:
///
/// - one 0 or 1 a row, in a column alone or in a label column (SMD);
/// - lines of start and end, both included: rows counted from 0, or times;
/// - NAB's JSON: the end of a recording's path, and windows of start and end in time.
struct LabelFile {
  private enum Content {
    case rows([UInt8])
    case rowRanges([ClosedRange<Int>])
    case times([ClosedRange<Int64>])
    case windows([String: [ClosedRange<Int64>]])
  }

  let path: String
  private let content: Content

  /// Whether it can be about several recordings.
  var isShared: Bool {
    switch content {
    case .rows, .rowRanges: false
    case .times, .windows: true
    }
  }

  /// Reads `path`. Throws `DataError.notLabels` and what reading a table throws.
  init(path: String) throws(DataError) {
    self.path = path
    let file = try FileBytes(path: path)
    defer { withExtendedLifetime(file) {} }
    let isJSON = file.content.first { $0 > 0x20 } == UInt8(ascii: "{")
    content =
      try isJSON ? .windows(NABWindows.read(file.content, path: path)) : LabelFile.table(file.content, path: path)
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
    var pairs: [(String, String)] = []
    var index = header.body
    while index < scanner.bytes.count {
      let start = index
      let fields = try scanner.record(at: &index)
      guard fields.count == header.names.count else {
        throw .raggedRow(
          path: scanner.path, line: scanner.line(at: start), expected: header.names.count, found: fields.count)
      }
      pairs.append((scanner.text(fields[first]) ?? "", scanner.text(fields[last]) ?? ""))
      scanner.skipEmptyLines(&index)
    }
    if let rows = intervals(pairs, { Int($0) }), rows.allSatisfy({ $0.lowerBound >= 0 && $0.upperBound < 100_000_000 })
    {
      return .rowRanges(rows)
    }
    guard let times = times(pairs) else {
      throw .notLabels(path: scanner.path, reason: "some line has no start and end, or an end before its start")
    }
    return .times(times)
  }

  /// Ranges in time; nil where a text is none or an end comes before its start.
  static func times(_ pairs: [(String, String)]) -> [ClosedRange<Int64>]? {
    guard let format = TimeFormat.detected(in: pairs.flatMap { [$0.0, $0.1] }) else { return pairs.isEmpty ? [] : nil }
    return intervals(pairs, format.nanoseconds)
  }

  private static func intervals<Place: Comparable>(
    _ pairs: [(String, String)], _ place: (String) -> Place?
  ) -> [ClosedRange<Place>]? {
    var result: [ClosedRange<Place>] = []
    for (start, end) in pairs {
      guard let start = place(start), let end = place(end), start <= end else { return nil }
      result.append(start...end)
    }
    return result
  }

  /// 0 or 1 for each of the rows of one recording that were kept: their numbers in the file of `count` rows, and their
  /// times. Throws `DataError.labelCount`, `.labelsOfOthers` and `.noTimes`.
  func labels(
    ofRows rows: [Range<Int>], count: Int, times: ArraySlice<Int64>?, data: String
  ) throws(DataError) -> [UInt8] {
    switch content {
    case .rows(let labels):
      guard labels.count == count else {
        throw .labelCount(path: path, expected: count, found: labels.count, data: data)
      }
      return rows.flatMap { labels[$0] }
    case .rowRanges(let ranges):
      if let last = ranges.map(\.upperBound).max(), last >= count {
        throw .labelCount(path: path, expected: count, found: last + 1, data: data)
      }
      var all = [UInt8](repeating: 0, count: count)
      for range in ranges { for row in range { all[row] = 1 } }
      return rows.flatMap { all[$0] }
    case .times(let ranges): return try LabelFile.marked(times, ranges)
    case .windows(let windows):
      // The whole path decides before the name alone, which only counts where one key has it.
      let named = windows.keys.filter { $0.split(separator: "/").last == data.split(separator: "/").last }
      guard
        let key = windows.keys.filter({ data == $0 || data.hasSuffix("/\($0)") }).max(by: { $0.count < $1.count })
          ?? (named.count == 1 ? named.first : nil)
      else { throw .labelsOfOthers(path: path, data: data) }
      return try LabelFile.marked(times, windows[key] ?? [])
    }
  }

  private static func marked(
    _ times: ArraySlice<Int64>?, _ ranges: [ClosedRange<Int64>]
  ) throws(DataError) -> [UInt8] {
    guard let times else { throw .noTimes(option: "--labels with windows in time", column: nil) }
    return times.map { time in ranges.contains { $0.contains(time) } ? 1 : 0 }
  }
}
