/// How one file writes its table: what separates fields, marks decimals and begins a comment.
struct Dialect {
  let delimiter: Delimiter
  let decimal: DecimalMark
  /// Lines that begin with this byte are no rows.
  let comment: UInt8?

  /// What `options` name, and what the first lines of `bytes` show for the rest.
  init(of bytes: UnsafeBufferPointer<UInt8>, options: ReadOptions) {
    let lines = Dialect.firstLines(of: bytes, comment: options.comment)
    delimiter = options.delimiter ?? Dialect.delimiter(of: lines)
    decimal = options.decimal ?? Dialect.decimal(of: lines, delimiter)
    comment = options.comment
  }

  /// The first delimiter that occurs equally often, and at least once, in each line outside quotes. Where none is regular,
  /// the most frequent of the first line, blanks apart; where there is none, the comma.
  static func delimiter(of lines: [Slice<UnsafeBufferPointer<UInt8>>]) -> Delimiter {
    guard let first = lines.first else { return .comma }
    for delimiter in Delimiter.detectable {
      let count = delimiter.count(in: first)
      if count > 0, lines.allSatisfy({ delimiter.count(in: $0) == count }) { return delimiter }
    }
    let counts = Delimiter.detectable.dropLast().map { ($0, $0.count(in: first)) }
    guard let most = counts.max(by: { $0.1 < $1.1 }), most.1 > 0 else { return .comma }
    return most.0
  }

  /// The comma where it separates nothing, some field is a number only with it, and none only with a point.
  static func decimal(of lines: [Slice<UnsafeBufferPointer<UInt8>>], _ delimiter: Delimiter) -> DecimalMark {
    guard delimiter != .comma else { return .point }
    var isSeen = false
    for line in lines {
      let fields = line.split { delimiter.isRun ? $0 == 0x20 || $0 == 0x09 : $0 == delimiter.byte }
      for field in fields {
        let isQuote: (UInt8) -> Bool = { $0 == UInt8(ascii: "\"") || $0 == 0x20 }
        let start = field.firstIndex { !isQuote($0) } ?? field.endIndex
        let end = field.lastIndex { !isQuote($0) }.map { $0 + 1 } ?? start
        let text = UnsafeBufferPointer(rebasing: line.base[start..<max(start, end)])
        guard text.contains(UInt8(ascii: ",")) || text.contains(UInt8(ascii: ".")) else { continue }
        if Decimal.value(of: text) != nil { return .point }
        if Decimal.value(of: text, point: UInt8(ascii: ",")) != nil { isSeen = true }
      }
    }
    return isSeen ? .comma : .point
  }

  /// Up to ten lines with content, comments apart, from the first 64 KiB; a line cut off there counts only when it is the
  /// only one.
  static func firstLines(
    of bytes: UnsafeBufferPointer<UInt8>, comment: UInt8?
  ) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    let sample = bytes.prefix(65_536)
    let isCut = sample.count < bytes.count
    var lines = sample.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).filter { line in
      (comment == nil || line.first != comment) && line.contains { $0 != 0x20 && $0 != 0x09 }
    }
    if isCut && lines.count > 1 { lines.removeLast() }
    return Array(lines.prefix(10))
  }
}
