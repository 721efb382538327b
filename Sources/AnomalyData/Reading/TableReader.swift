/// Gathers the rows of one file after another.
struct TableReader {
  /// The plan of the first file, whose order of features is the frame's.
  let plan: ColumnPlan
  private(set) var values: [Float] = []
  private(set) var runs: [Range<Int>] = []
  private(set) var labels: [UInt8]?
  private(set) var time: TimeColumn?
  private(set) var rowCount = 0

  init(plan: ColumnPlan, timeName: String?) {
    self.plan = plan
    labels = plan.label == nil ? nil : []
    time = timeName.map { TimeColumn(name: $0) }
  }

  /// Reads the rows of one file of at most `lines` lines; `passed` is told now and then how far.
  mutating func read(
    _ scanner: FieldScanner, header: TableHeader, plan: ColumnPlan, filter: RowFilter?, lines: Int,
    passed: (Int) -> Void = { _ in }
  ) throws(DataError) {
    if plan.label == nil { labels = nil }
    if plan.time == nil { time = nil }
    if filter == nil {
      values.reserveCapacity(values.count + lines * plan.features.count)
      labels?.reserveCapacity(rowCount + lines)
      time?.reserve(rows: rowCount + lines)
    }
    // Columns with one use: a feature or the label, tried on the fast path first; and none, skipped.
    let isPlainNumber = plan.slots.indices.map {
      (plan.slots[$0] >= 0) != ($0 == plan.label) && $0 != plan.time && $0 != plan.filter
    }
    let isIgnored = plan.slots.indices.map {
      plan.slots[$0] < 0 && $0 != plan.label && $0 != plan.time && $0 != plan.filter
    }
    let row = UnsafeMutableBufferPointer<Float>.allocate(capacity: plan.features.count)
    row.initialize(repeating: .nan)
    defer { row.deallocate() }
    let powers = UnsafeMutableBufferPointer<Double>.allocate(capacity: Decimal.powersOfTen.count)
    _ = powers.initialize(from: Decimal.powersOfTen)
    defer { powers.deallocate() }
    guard let start = scanner.bytes.baseAddress, let power = powers.baseAddress else { return }

    let end = scanner.bytes.count
    let columns = plan.slots.count
    var runStart = rowCount
    var index = header.body
    var told = 0
    while true {
      scanner.skipEmptyLines(&index)
      guard index < end else { break }
      if index >> 24 != told {
        told = index >> 24
        passed(index)
      }
      let rowStart = index
      var isKept = true
      var label: UInt8 = 0
      var timeField: FieldScanner.Field?
      var column = 0
      while true {
        let fieldStart = index
        if column < columns, isPlainNumber[column],
          let value = Decimal.fast(start, &index, end: end, delimiter: scanner.delimiter, powers: power)
        {
          if column == plan.label {
            label = value == 0 ? 0 : 1
          } else {
            let sample = Float(value)
            if !sample.isFinite { throw tooLarge(scanner, header, column, try scanner.field(at: fieldStart)) }
            row[plan.slots[column]] = sample
          }
          if index < end, start[index] == 0x0D { index += 1 }
        } else {
          let field = try scanner.field(at: index)
          if column < columns, !isIgnored[column] {
            if plan.slots[column] >= 0 { row[plan.slots[column]] = try sample(field, scanner, header, column) }
            if column == plan.label { label = try self.label(field, scanner, header, column) }
            if column == plan.time { timeField = field }
            if column == plan.filter, let filter { isKept = filter.keeps(scanner.raw(field)) }
          }
          index = field.next
        }
        column += 1
        guard index < end, start[index] != 0x0A else { break }
        index += 1
      }
      index += 1
      if column != columns {
        throw .raggedRow(path: scanner.path, line: scanner.line(at: rowStart), expected: columns, found: column)
      }
      guard isKept else {
        if runStart < rowCount { runs.append(runStart..<rowCount) }
        runStart = rowCount
        continue
      }
      values.append(contentsOf: row)
      labels?.append(label)
      if let timeField, time != nil { try appendTime(timeField, scanner) }
      rowCount += 1
    }
    if runStart < rowCount { runs.append(runStart..<rowCount) }
  }

  /// The value of a field that the fast path leaves: blank, quoted, long, missing or wrong.
  private func sample(
    _ field: FieldScanner.Field, _ scanner: FieldScanner, _ header: TableHeader, _ column: Int
  ) throws(DataError) -> Float {
    let raw = scanner.raw(field)
    if let value = Decimal.value(of: raw) {
      let sample = Float(value)
      if !sample.isFinite { throw tooLarge(scanner, header, column, field) }
      return sample
    }
    if Decimal.isMissing(raw) { return .nan }
    throw .notANumber(
      path: scanner.path, line: scanner.line(at: field.content.lowerBound), column: header.names[column],
      text: excerpt(scanner, field))
  }

  private func label(
    _ field: FieldScanner.Field, _ scanner: FieldScanner, _ header: TableHeader, _ column: Int
  ) throws(DataError) -> UInt8 {
    let raw = scanner.raw(field)
    if let value = Decimal.value(of: raw) { return value == 0 ? 0 : 1 }
    switch String(decoding: raw.prefix(6), as: UTF8.self).lowercased() {
    case "true": return 1
    case "false": return 0
    default:
      throw .notALabel(
        path: scanner.path, line: scanner.line(at: field.content.lowerBound), column: header.names[column],
        text: excerpt(scanner, field))
    }
  }

  private mutating func appendTime(_ field: FieldScanner.Field, _ scanner: FieldScanner) throws(DataError) {
    let raw = scanner.raw(field)
    if !field.isEscaped, raw.allSatisfy({ $0 < 0x80 }) {
      time?.append(raw)
    } else if let text = scanner.text(field) {
      time?.append(Array(text.utf8))
    } else {
      throw .notUTF8(path: scanner.path, line: scanner.line(at: field.content.lowerBound))
    }
  }

  private func tooLarge(
    _ scanner: FieldScanner, _ header: TableHeader, _ column: Int, _ field: FieldScanner.Field
  ) -> DataError {
    .tooLarge(
      path: scanner.path, line: scanner.line(at: field.content.lowerBound), column: header.names[column],
      text: excerpt(scanner, field))
  }

  /// At most forty characters of a field for a message.
  private func excerpt(_ scanner: FieldScanner, _ field: FieldScanner.Field) -> String {
    let text = String(decoding: scanner.raw(field).prefix(161), as: UTF8.self)
    return text.count > 40 ? "\(text.prefix(40))…" : text
  }
}
