/// The first lines of one file understood: its column names, where its samples begin, which columns hold dates.
struct TableHeader {
  let names: [String]
  /// The index of the first byte of the first row of samples.
  let body: Int
  /// Whether the first sample of each column looks like a date or a time of day.
  let isDate: [Bool]

  /// Reads them, and gives columns the names of `renames`: pairs of what a column is called and its new name.
  init(_ scanner: FieldScanner, header: ReadOptions.Header, renames: [Rename] = []) throws(DataError) {
    var index = 0
    scanner.skipEmptyLines(&index)
    let firstLine = index
    let first = try scanner.record(at: &index)
    let hasNames =
      switch header {
      case .present: true
      case .absent: false
      case .auto: first.contains { TableHeader.isName(scanner.raw($0), scanner.dialect) }
      }
    var row = first
    if hasNames {
      var names: [String] = []
      for field in first {
        guard let name = scanner.text(field) else {
          throw .notUTF8(path: scanner.path, line: scanner.line(at: field.content.lowerBound))
        }
        names.append(name)
      }
      self.names = try TableHeader.renamed(names, renames, path: scanner.path)
      scanner.skipEmptyLines(&index)
      guard index < scanner.bytes.count else { throw .headerOnly(path: scanner.path) }
      body = index
      row = try scanner.record(at: &index)
    } else {
      names = try TableHeader.renamed(first.indices.map { "c\($0)" }, renames, path: scanner.path)
      body = firstLine
    }
    let dates = row.map { TableHeader.isDate(scanner.raw($0)) }
    isDate = names.indices.map { $0 < dates.count && dates[$0] }
  }

  /// `names` with the new ones; no name twice.
  static func renamed(_ names: [String], _ renames: [Rename], path: String) throws(DataError) -> [String] {
    let columns = ColumnList(path: path, names: names)
    var result = names
    for rename in renames { result[try columns.index(of: rename.old)] = rename.new }
    var seen = Set<String>()
    for name in result where !name.isEmpty && !seen.insert(name).inserted {
      throw .ambiguousColumn(path: path, column: name)
    }
    return result
  }

  private static func isName(_ text: UnsafeBufferPointer<UInt8>, _ dialect: Dialect) -> Bool {
    if Decimal.isMissing(text) || isDate(text) { return false }
    let comma = UInt8(ascii: ",")
    return Decimal.value(of: text, point: dialect.decimal.byte) == nil
      && (dialect.delimiter == .comma || Decimal.value(of: text, point: comma) == nil)
  }

  /// Whether `text` is no number and is written like a date or a time of day: it begins with a digit, holds digits
  /// and the marks of ISO 8601 and its relatives, and at least one colon or two other separators.
  static func isDate(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, first &- 0x30 < 10, Decimal.value(of: text) == nil else { return false }
    var separators = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): continue
      case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."): separators += 1
      case UInt8(ascii: ":"): separators += 2
      case UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: "Z"), UInt8(ascii: "z"), UInt8(ascii: "+"),
        UInt8(ascii: ","), UInt8(ascii: " "):
        continue
      default: return false
      }
    }
    return separators >= 2
  }
}
