/// The columns that tell the time of a row, and how they are written: one, or a date and a time of day, whose texts are
/// read as one with a blank between.
struct TimePlan {
  let column: Int
  /// The column of the time of day.
  let clock: Int?
  /// Nil where the texts are no times.
  let format: TimeFormat?

  /// Rows that are looked at to find how times are written.
  private static let sampleRows = 1000

  /// Finds it among the columns that `plan` lets be times; nil where there are none. `format` is how times are written
  /// where that is known.
  init?(_ plan: ColumnPlan, _ header: TableHeader, _ scanner: FieldScanner, format: TimeFormat?) {
    guard let first = plan.times.first else { return nil }
    let rows = TimePlan.samples(of: plan.times, header, scanner)
    let texts = rows.compactMap { $0[0] }
    let alone = format ?? TimeFormat.detected(in: texts, unit: TimeName(header.names[first]).unit)
    let isEnough = alone.map { format in format.isWhole && texts.first.map { format.nanoseconds($0) != nil } ?? true }
    if isEnough != true {
      for (date, column) in plan.times.enumerated() {
        for (clock, other) in plan.times.enumerated() where clock != date {
          let joined = rows.compactMap { row in row[date].flatMap { date in row[clock].map { "\(date) \($0)" } } }
          guard let found = format ?? TimeFormat.detected(in: joined), found.isWhole,
            joined.first.flatMap({ found.nanoseconds($0) }) != nil
          else { continue }
          (self.column, self.clock, self.format) = (column, other, found)
          return
        }
      }
    }
    (self.column, clock, self.format) = (first, nil, alone)
  }

  /// The texts of `columns` in the first rows, nil where they are missing; fewer rows where one cannot be read.
  private static func samples(
    of columns: [Int], _ header: TableHeader, _ scanner: FieldScanner
  ) -> [[String?]] {
    var rows: [[String?]] = []
    var place = header.body
    while rows.count < sampleRows, place < scanner.bytes.count, let fields = try? scanner.record(at: &place) {
      guard columns.allSatisfy({ $0 < fields.count && scanner.text(fields[$0]) != nil }) else { break }
      rows.append(columns.map { Decimal.isMissing(scanner.raw(fields[$0])) ? nil : scanner.text(fields[$0]) })
      scanner.skipEmptyLines(&place)
    }
    return rows
  }

  /// The empty column for these times.
  func emptyColumn(_ names: [String]) -> TimeColumn {
    TimeColumn(name: names[column] + (clock.map { "+" + names[$0] } ?? ""), format: format)
  }
}
