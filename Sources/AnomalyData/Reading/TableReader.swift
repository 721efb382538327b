/// Gathers the rows of one file after another.
struct TableReader {
  /// The plan of the first file, whose order of features is the frame's.
  let plan: ColumnPlan
  private(set) var values: [Float] = []
  private(set) var runs: [Range<Int>] = []
  /// For each run the number of its file.
  private(set) var recordings: [Int] = []
  private(set) var labels: [UInt8]?
  private(set) var time: TimeColumn?
  private(set) var rowCount = 0
  private var runStart = 0
  /// Of each run the number of its first row in its file, and the rows of the last file, kept or not.
  private var fileRows: [Int] = []
  private var fileRowCount = 0
  /// The first run and the first row of the last file.
  private var fileStart = (run: 0, row: 0)
  private var fileCount = 0
  private var isLabelledByFiles = false

  init(plan: ColumnPlan, time: TimeColumn?) {
    self.plan = plan
    labels = plan.label == nil ? nil : []
    self.time = time
  }

  /// What is done with a column: the byte that the loop over fields looks at.
  private enum Use: UInt8 {
    /// A sample and nothing else.
    case sample
    /// Nothing.
    case nothing
    /// A label, a time, the filter's value, or two of these.
    case other
    /// Behind the last column.
    case beyond
  }

  /// Begins another file; `rows` is a guess of how many will come.
  private mutating func begin(_ plan: ColumnPlan, rows: Int) {
    if plan.label == nil, !isLabelledByFiles { labels = nil }
    if plan.time == nil { time = nil }
    labels?.reserveCapacity(rowCount + rows)
    time?.reserve(rows: rowCount + rows)
    runStart = rowCount
    fileRowCount = 0
    fileStart = (runs.count, rowCount)
    fileCount += 1
  }

  /// Ends the run of rows so far, if there are any.
  private mutating func endRun() {
    if runStart < rowCount {
      runs.append(runStart..<rowCount)
      recordings.append(fileCount - 1)
      fileRows.append(fileRowCount - (rowCount - runStart))
    }
    runStart = rowCount
  }

  /// Labels the rows of the last file, `data`, the recording with number `index`, as `files` say.
  mutating func label(by files: inout LabelFiles, index: Int, data: String) throws(DataError) {
    let rows = zip(runs, fileRows).dropFirst(fileStart.run).map { $1..<$1 + $0.count }
    let found = try files.labels(of: index, rows: Array(rows), count: fileRowCount, time: time, data: data)
    if !isLabelledByFiles { labels = [] }
    isLabelledByFiles = true
    labels?.append(contentsOf: found)
  }

  /// Reads an array of numbers, in which what is not finite is missing.
  mutating func read(
    rows: Int, plan: ColumnPlan, filter: RowFilter?, number: (Int, Int) throws(DataError) -> Double
  ) throws(DataError) {
    begin(plan, rows: rows)
    values.reserveCapacity((rowCount + rows) * plan.features.count)
    var samples = [Float](repeating: .nan, count: plan.features.count)
    for row in 0..<rows {
      if let filter, let column = plan.filter, !filter.keeps(try number(row, column)) {
        endRun()
        fileRowCount += 1
        continue
      }
      fileRowCount += 1
      for column in plan.slots.indices where plan.slots[column] >= 0 {
        let value = try number(row, column)
        samples[plan.slots[column]] = value.isFinite ? Float(value) : .nan
      }
      values.append(contentsOf: samples)
      if let column = plan.label, !isLabelledByFiles { labels?.append(try number(row, column) == 0 ? 0 : 1) }
      if let column = plan.time { time?.append(number: try number(row, column)) }
      rowCount += 1
    }
    endRun()
  }

  /// Reads the rows of one text of at most `lines` lines; `passed` is told now and then how far.
  mutating func read(
    _ scanner: FieldScanner, header: TableHeader, plan: ColumnPlan, filter: RowFilter?, lines: Int,
    passed: (Int) -> Void = { _ in }
  ) throws(DataError) {
    begin(plan, rows: filter == nil ? lines : 0)
    // Moved out, so that rows can be written straight into the storage while labels and times are appended.
    var values = values
    self.values = []
    defer { self.values = values }
    try values.append(addingCapacity: lines * plan.features.count) {
      (span: inout OutputSpan<Float>) throws(DataError) in
      try span.withUnsafeMutableBufferPointer { (buffer, count) throws(DataError) in
        guard let start = buffer.baseAddress else { return }
        let first = rowCount
        defer { count += (rowCount - first) * plan.features.count }
        try readRows(
          scanner, header, plan, filter, into: start.advanced(by: count), passed: passed)
      }
    }
  }

  private mutating func readRows(
    _ scanner: FieldScanner, _ header: TableHeader, _ plan: ColumnPlan, _ filter: RowFilter?,
    into target: UnsafeMutablePointer<Float>, passed: (Int) -> Void
  ) throws(DataError) {
    guard let start = scanner.bytes.baseAddress else { return }
    let decimal = FastDecimal()
    defer { decimal.deallocate() }
    let fields = FieldReader(scanner: scanner, names: header.names, decimal: decimal)
    let columns = plan.slots.count
    let uses = UnsafeMutablePointer<Use>.allocate(capacity: columns + 1)
    let slots = UnsafeMutablePointer<Int>.allocate(capacity: columns + 1)
    defer {
      uses.deallocate()
      slots.deallocate()
    }
    for column in 0..<columns {
      let isTime = time != nil && (column == plan.time || column == plan.clock)
      let isOther = column == plan.label || isTime || column == plan.filter
      (uses + column).initialize(to: isOther ? .other : plan.slots[column] >= 0 ? .sample : .nothing)
      (slots + column).initialize(to: plan.slots[column])
    }
    (uses + columns).initialize(to: .beyond)
    (slots + columns).initialize(to: 0)

    let width = plan.features.count
    let format = time?.format
    let end = scanner.bytes.count
    let fastEnd = end - FastDecimal.reach
    let delimiter = scanner.dialect.delimiter.byte
    let isRun = scanner.dialect.delimiter.isRun
    // A bare comma between fields ends them, whatever it is inside quotes.
    let point = scanner.dialect.decimal.byte == delimiter ? 0 : scanner.dialect.decimal.byte
    var row = target
    var index = header.body
    var told = 0
    while true {
      scanner.skipEmptyLines(&index)
      guard index < end else { break }
      if index &>> 22 != told {
        told = index &>> 22
        passed(index)
      }
      let rowStart = index
      var isKept = true
      var label: UInt8 = 0
      var instant = TimeColumn.missing
      var timeField: FieldScanner.Field?
      var clockField: FieldScanner.Field?
      var column = 0
      fields: while true {
        if uses[column] == .sample, index < fastEnd {
          if isRun { while start[index] == 0x20 { index &+= 1 } }
          var after = index
          let value = decimal.read(start, &after, point: point)
          if after > index {
            let byte = start[after]
            if byte == delimiter, !isRun {
              row[slots[column]] = value
              column &+= 1
              index = after &+ 1
              continue
            }
            let feed = byte == 0x0D ? after &+ 1 : after
            if start[feed] == 0x0A {
              row[slots[column]] = value
              column &+= 1
              index = feed
              break
            }
          }
        }
        let field = try scanner.field(at: index)
        switch uses[column] {
        case .sample: row[slots[column]] = try fields.sample(field, column)
        case .nothing: break
        case .other:
          if plan.slots[column] >= 0 { row[plan.slots[column]] = try fields.sample(field, column) }
          if column == plan.label { label = try fields.label(field, column) }
          if column == plan.filter, let filter { isKept = filter.keeps(scanner.raw(field)) }
          if column == plan.time {
            timeField = field
            if let format, plan.clock == nil { instant = try fields.instant(field, column, format) }
          }
          if column == plan.clock { clockField = field }
        case .beyond: column &-= 1
        }
        column &+= 1
        index = field.next
        guard index < end, start[index] != 0x0A else { break }
        index &+= 1
        if uses[column] == .beyond { throw ragged(scanner, at: rowStart, columns) }
      }
      index &+= 1
      if column != columns { throw ragged(scanner, at: rowStart, columns) }
      guard isKept else {
        endRun()
        fileRowCount += 1
        continue
      }
      fileRowCount += 1
      if let timeField, let clockField, let date = plan.time, let format {
        instant = try fields.instant(timeField, clockField, date, format)
      }
      row += width
      rowCount += 1
      if plan.label != nil && !isLabelledByFiles { labels?.append(label) }
      if format != nil { time?.append(instant) } else if let timeField { try time?.append(fields.text(timeField)) }
    }
    endRun()
  }

  private func ragged(_ scanner: FieldScanner, at rowStart: Int, _ expected: Int) -> DataError {
    var index = rowStart
    let found = (try? scanner.record(at: &index))?.count ?? expected + 1
    return .raggedRow(path: scanner.path, line: scanner.line(at: rowStart), expected: expected, found: found)
  }
}
