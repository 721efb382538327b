#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The fields of a delimited text (RFC 4180): quoted or bare, lines ended by LF or CR LF.
struct FieldScanner {
  /// A field without quotes and without blanks around it.
  struct Field {
    /// Where its content lies.
    let content: Range<Int>
    /// Whether the content holds doubled quotes.
    let isEscaped: Bool
    /// The index of the delimiter, line feed or end of text after it.
    let next: Int
  }

  let path: String
  let bytes: UnsafeBufferPointer<UInt8>
  let dialect: Dialect

  private var delimiter: UInt8 { dialect.delimiter.byte }
  private var isRun: Bool { dialect.delimiter.isRun }

  /// The field that begins at `start`.
  func field(at start: Int) throws(DataError) -> Field {
    var i = start
    while i < bytes.count, isPadding(bytes[i]) { i += 1 }
    guard i < bytes.count, bytes[i] == UInt8(ascii: "\"") else { return bareField(from: i) }
    let opening = i
    var isEscaped = false
    i += 1
    while true {
      guard i < bytes.count else { throw .openQuote(path: path, line: line(at: opening)) }
      if bytes[i] == UInt8(ascii: "\"") {
        guard i + 1 < bytes.count, bytes[i + 1] == UInt8(ascii: "\"") else { break }
        isEscaped = true
        i += 1
      }
      i += 1
    }
    let rest = bareField(from: i + 1, afterQuote: true)
    // Text after the closing quote belongs to no form of CSV; the field is then taken as it stands.
    guard rest.content.isEmpty else {
      return Field(content: opening..<rest.content.upperBound, isEscaped: false, next: rest.next)
    }
    return Field(content: opening + 1..<i, isEscaped: isEscaped, next: rest.next)
  }

  private func bareField(from start: Int, afterQuote: Bool = false) -> Field {
    var first = start
    while first < bytes.count, afterQuote ? isBlank(bytes[first]) : isPadding(bytes[first]) { first += 1 }
    var end = first
    while end < bytes.count, bytes[end] != delimiter, bytes[end] != 0x0A {
      if isRun, bytes[end] == 0x09 || bytes[end] == 0x0D { break }
      end += 1
    }
    var last = end
    while last > first, isBlank(bytes[last - 1]) || bytes[last - 1] == 0x0D { last -= 1 }
    return Field(content: first..<last, isEscaped: false, next: isRun ? afterBlanks(end) : end)
  }

  /// Where a field of a table with blanks between fields ends: at the line's end if only blanks are left.
  private func afterBlanks(_ end: Int) -> Int {
    var rest = end
    while rest < bytes.count, bytes[rest] == 0x20 || bytes[rest] == 0x09 || bytes[rest] == 0x0D { rest += 1 }
    return rest == bytes.count || bytes[rest] == 0x0A ? rest : end
  }

  /// All fields of the record at `index`, which moves to the start of the next record.
  func record(at index: inout Int) throws(DataError) -> [Field] {
    var fields: [Field] = []
    while true {
      let field = try field(at: index)
      fields.append(field)
      index = field.next
      guard index < bytes.count else { return fields }
      index += 1
      if bytes[field.next] == 0x0A { return fields }
    }
  }

  /// Moves `index`, at the start of a line, over lines without any content and over comments.
  @inline(__always)
  func skipEmptyLines(_ index: inout Int) {
    // Nearly always a number begins here.
    if index < bytes.count, bytes[index] > UInt8(ascii: ","), bytes[index] != dialect.comment { return }
    skipManyLines(&index)
  }

  private func skipManyLines(_ index: inout Int) {
    while index < bytes.count {
      if bytes[index] == 0x0A || bytes[index] == 0x0D {
        index += 1
      } else if bytes[index] == dialect.comment {
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      } else if isRun, case let end = afterBlanks(index), end > index {
        index = end
      } else {
        return
      }
    }
  }

  /// The bytes of `field`, quotes not yet undoubled.
  func raw(_ field: Field) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: bytes[field.content]) }

  /// The text of `field` for a message or a name; nil where it is not UTF-8.
  func text(_ field: Field) -> String? {
    guard let text = String(validating: raw(field), as: UTF8.self) else { return nil }
    guard field.isEscaped else { return text }
    var result = ""
    var skipsQuote = false
    for character in text.unicodeScalars {
      if character == "\"", skipsQuote {
        skipsQuote = false
        continue
      }
      skipsQuote = character == "\""
      result.unicodeScalars.append(character)
    }
    return result
  }

  /// The number of the line that holds `index`, from 1.
  func line(at index: Int) -> Int {
    bytes[..<index].reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  /// Checks what every table must fulfil and returns an upper bound for its number of rows; `passed` is told now and then
  /// how far.
  func survey(lineLimit: Int, passed: (Int) -> Void = { _ in }) throws(DataError) -> Int {
    guard let start = bytes.baseAddress, bytes.contains(where: { !isPadding($0) && $0 != 0x0A && $0 != 0x0D }) else {
      throw .empty(path: path)
    }
    var lines = 0
    var index = 0
    var checked = 0
    while index < bytes.count {
      if index >= checked {
        passed(index)
        try refuseZeros(&checked, start)
      }
      let feed = memchr(start + index, 0x0A, bytes.count - index)
      let end = feed.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) } ?? bytes.count
      lines += 1
      if end - index > lineLimit { throw .longLine(path: path, line: lines, limit: lineLimit) }
      index = end + 1
    }
    if checked < bytes.count { try refuseZeros(&checked, start) }
    return lines
  }

  /// Looks for a zero byte in the next 4 MiB and moves `checked` behind them.
  private func refuseZeros(_ checked: inout Int, _ start: UnsafePointer<UInt8>) throws(DataError) {
    let piece = min(1 << 22, bytes.count - checked)
    if let zero = memchr(start + checked, 0, piece) {
      throw .binary(path: path, line: line(at: UnsafeRawPointer(zero) - UnsafeRawPointer(start)))
    }
    checked += piece
  }

  private func isBlank(_ byte: UInt8) -> Bool { (byte == 0x20 || byte == 0x09) && byte != delimiter && !isRun }

  /// What may stand before a field: blanks, also those that separate.
  private func isPadding(_ byte: UInt8) -> Bool { isBlank(byte) || (isRun && (byte == 0x20 || byte == 0x09)) }
}
