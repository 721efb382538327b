/// The values of fields one by one, in every form that they may have: quoted, blank, long, missing or wrong.
struct FieldReader {
  let scanner: FieldScanner
  let names: [String]
  let decimal: FastDecimal

  /// A sample; NaN where it is missing.
  func sample(_ field: FieldScanner.Field, _ column: Int) throws(DataError) -> Float {
    if let value = quick(field) { return value }
    let raw = scanner.raw(field)
    if let value = Decimal.value(of: raw, point: scanner.dialect.decimal.byte) {
      let sample = Float(value)
      if !sample.isFinite {
        throw .tooLarge(path: scanner.path, line: line(field), column: names[column], text: excerpt(field))
      }
      return sample
    }
    if Decimal.isMissing(raw) { return .nan }
    throw .notANumber(path: scanner.path, line: line(field), column: names[column], text: excerpt(field))
  }

  /// 1 for an anomaly, else 0.
  func label(_ field: FieldScanner.Field, _ column: Int) throws(DataError) -> UInt8 {
    if let value = quick(field) { return value == 0 ? 0 : 1 }
    let raw = scanner.raw(field)
    if let value = Decimal.value(of: raw, point: scanner.dialect.decimal.byte) { return value == 0 ? 0 : 1 }
    switch String(decoding: raw.prefix(6), as: UTF8.self).lowercased() {
    case "true": return 1
    case "false": return 0
    default: throw .notALabel(path: scanner.path, line: line(field), column: names[column], text: excerpt(field))
    }
  }

  /// Nanoseconds; `TimeColumn.missing` where there is no time.
  func instant(_ field: FieldScanner.Field, _ column: Int, _ format: TimeFormat) throws(DataError) -> Int64 {
    let raw = scanner.raw(field)
    if let instant = format.nanoseconds(raw) { return instant }
    if Decimal.isMissing(raw) { return TimeColumn.missing }
    if scanner.text(field) == nil { throw .notUTF8(path: scanner.path, line: line(field)) }
    throw .notATime(path: scanner.path, line: line(field), column: names[column], text: excerpt(field))
  }

  /// The same of a date and the time of day in another column.
  func instant(
    _ date: FieldScanner.Field, _ clock: FieldScanner.Field, _ column: Int, _ format: TimeFormat
  ) throws(DataError) -> Int64 {
    let (first, second) = (scanner.raw(date), scanner.raw(clock))
    let count = first.count + 1 + second.count
    let instant = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count) { text in
      var end = text.initialize(fromContentsOf: first)
      text.initializeElement(at: end, to: 0x20)
      end = text[(end + 1)...].initialize(fromContentsOf: second)
      return format.nanoseconds(UnsafeBufferPointer(rebasing: text[..<end]))
    }
    if let instant { return instant }
    if Decimal.isMissing(first) || Decimal.isMissing(second) { return TimeColumn.missing }
    if scanner.text(date) == nil || scanner.text(clock) == nil { throw .notUTF8(path: scanner.path, line: line(date)) }
    throw .notATime(
      path: scanner.path, line: line(date), column: names[column], text: excerpt(date) + " " + excerpt(clock))
  }

  /// The text of a time that is kept as it is, in UTF-8.
  func text(_ field: FieldScanner.Field) throws(DataError) -> [UInt8] {
    let raw = scanner.raw(field)
    if !field.isEscaped, raw.allSatisfy({ $0 < 0x80 }) { return Array(raw) }
    guard let text = scanner.text(field) else { throw .notUTF8(path: scanner.path, line: line(field)) }
    return Array(text.utf8)
  }

  /// The number of an ordinary field.
  private func quick(_ field: FieldScanner.Field) -> Float? {
    var index = field.content.lowerBound
    guard let start = scanner.bytes.baseAddress, index + FastDecimal.reach <= scanner.bytes.count else { return nil }
    let value = decimal.read(start, &index, point: scanner.dialect.decimal.byte)
    return index == field.content.upperBound && !field.content.isEmpty ? value : nil
  }

  private func line(_ field: FieldScanner.Field) -> Int { scanner.line(at: field.content.lowerBound) }

  /// At most forty characters of a field for a message.
  private func excerpt(_ field: FieldScanner.Field) -> String {
    let text = String(decoding: scanner.raw(field).prefix(161), as: UTF8.self)
    return text.count > 40 ? "\(text.prefix(40))…" : text
  }
}
