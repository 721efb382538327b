import AnomalyData
import AnomalyReport
import Foundation

/// `trainer describe`: what is in a table, before anything is learned from it.
struct Describe: Command {
  static let summary = "Tell what is in recordings: rate, gaps, ranges, period, a window to begin with"
  static let examples = [
    Example("trainer describe normal.csv --picture normal.svg", "as the other commands would read it, and a picture"),
    Example("trainer describe run*.csv --max-gap 10s --json", "several files, for programs; runs end at gaps"),
    Example("trainer describe test.csv --columns '#1,#2' --time-format %Y-%m-%dT%H:%M:%S%z", "two columns by number"),
    Example("trainer describe today.csv --resample 10s:mean --missing linear:3", "as it looks after these steps"),
  ]

  @Positional("DATA", help: "tables, folders, patterns in quotes, - for standard input; each file is one run")
  var data: [String]
  @Option("--columns", value: "LIST", help: "columns to look at; all readings when not given") var columns: [String] =
    []
  @Flag("--json", help: "the same as JSON") var isJSON: Bool
  @Option("--picture", value: "FILE.svg", help: "where to draw each column with gaps and missing samples")
  var picture: String?
  @Option("--panels", in: 1...200, help: "the most columns to draw") var panels = 40
  var table = TableArguments()

  func run() throws {
    try requireDistinctFiles(outputs: [picture], inputs: data + table.labels)
    var options = table.options
    options.columns = columns.isEmpty ? nil : columns
    let frame = try Frame(reading: data, options: options)
    tell(frame.findings)
    let description = TableDescription(of: frame)
    let title = data.count == 1 ? data[0].split(separator: "/").last.map(String.init) ?? data[0] : "\(data.count) files"
    if let picture {
      var drawn = TablePicture(title: title, of: frame, columns: panels)
      drawn.subtitle = description.summary
      try AtomicFile.write(drawn.svg(), to: picture)
    }
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try AtomicFile.write(String(decoding: try encoder.encode(description), as: UTF8.self) + "\n", to: "-")
    } else {
      try AtomicFile.write("\(title): \(description.text)", to: "-")
    }
  }
}

extension TableDescription {
  /// Rows, columns and rate in one line.
  var summary: String {
    var text =
      "\(rows) rows, \(columns.count) column\(columns.count == 1 ? "" : "s"), \(runs) run\(runs == 1 ? "" : "s")"
    if let interval = time?.interval { text += ", a row every \(Self.span(interval))" }
    return text
  }

  /// The whole description for people.
  var text: String {
    var facts = [summary]
    if let time {
      facts.append(
        "times in \(time.column), from \(time.first) to \(time.last)" + (isTimed ? "" : "; these are no times"))
    }
    facts.append(contentsOf: sampling)
    if incompleteRows > 0 {
      facts.append(
        "\(incompleteRows) rows (\(Self.percent(incompleteRows, rows))) miss a sample; --missing says what to do with them"
      )
    }
    if let anomalousRows, let anomalies {
      facts.append(
        "labels: \(anomalousRows) rows (\(Self.percent(anomalousRows, rows))) in \(anomalies) stretch\(anomalies == 1 ? "" : "es")"
      )
    }
    for column in columns where column.isConstant {
      facts.append("column \(column.name) never changes; --exclude it unless a change would be news")
    }
    for column in columns where !column.isConstant {
      if let other = column.sameAs {
        facts.append("column \(column.name) equals \(other) in all rows; --exclude one of them")
      }
    }
    facts.append(
      period.map { "the readings repeat after \($0) rows; a window to begin with: --window \(window)" }
        ?? "nothing in the readings repeats; a window to begin with: --window \(window)")
    return facts.joined(separator: "\n") + "\n\n" + table
  }

  private var isTimed: Bool { time?.interval != nil || rows == 1 }

  private var sampling: [String] {
    guard let time, let interval = time.interval, let irregular = time.irregularShare else { return [] }
    var facts: [String] = []
    if irregular > 0 {
      facts.append(
        "\(String(format: "%.2f", 100 * irregular)) % of the steps are irregular; for a fixed rate: --resample "
          + Self.span(interval).filter { $0 != " " })
    }
    if let longest = time.longestGap {
      facts.append(
        "\(time.gaps) gaps of more than \(Self.span(2 * interval)), the longest \(Self.span(longest)); so that no window "
          + "lies over one: --max-gap \(Self.span(2 * interval).filter { $0 != " " })")
    }
    if time.backward > 0 { facts.append("time steps back \(time.backward) times; --max-gap begins a new run there") }
    if time.repeated > 0 {
      facts.append(
        "\(time.repeated) times repeat the one above"
          + (2 * time.repeated > rows ? ", too many to tell how far rows lie apart; say it with --sample-period" : ""))
    }
    if time.missing > 0 { facts.append("\(time.missing) rows have no time") }
    return facts
  }

  private var table: String {
    var table = Table(
      .left("column"), .left("unit"), .right("least"), .right("mean"), .right("greatest"), .right("deviation"),
      .right("missing"))
    for column in columns {
      table.add(
        ColumnName(column.name).quantity, column.unit, column.minimum.map { Self.number(Double($0)) } ?? "–",
        Self.number(column.mean), column.maximum.map { Self.number(Double($0)) } ?? "–", Self.number(column.deviation),
        column.missing == 0 ? "" : Self.percent(column.missing, rows))
    }
    return table.text
  }

  private static func span(_ seconds: Double) -> String { TimeSpan(nanoseconds: Int64(min(seconds * 1e9, 9e18))).text }
  private static func number(_ value: Double) -> String { String(format: "%.6g", value) }
  private static func percent(_ part: Int, _ whole: Int) -> String {
    String(format: "%.2f %%", 100 * Double(part) / Double(max(1, whole)))
  }
}
