import AnomalyData

/// The tables of TSB-AD's published figures, and the series of other sets that they name.
struct TSBADTargets {
  /// A line of a table: a series, the rows to learn from, and each method's VUS-PR.
  private struct Line {
    let file: String
    let prefix: Int
    let figures: [(method: String, value: Double)]
  }

  private let tables: [[Line]]
  private let data: BenchmarkFolder?
  private static let files = ["tsb_ad_u_vus_pr.csv", "tsb_ad_m_vus_pr.csv"]
  private static let facts = ["our_file", "tsb_ad_file", "train_prefix", "ts_len", "unambiguous"]

  /// The tables in `targets`.
  ///
  /// - Errors: `BenchmarkError.badTable`.
  init(_ targets: BenchmarkFolder) throws {
    data = try? BenchmarkFolder("\(targets.path)/..")
    tables = try Self.files.map { name in
      guard let table = try PublishedTable(targets, name) else { return [] }
      let methods = table.names.filter { !Self.facts.contains($0) }
      return try table.rows { row in
        Line(
          file: try row.text("our_file"), prefix: Int(try row.number("train_prefix")),
          figures: try methods.map { ($0, try row.number($0)) })
      }
    }
  }

  /// The tables beside the folder of the set; nil where there are none.
  init?(beside folder: BenchmarkFolder) throws {
    guard let targets = BenchmarkFolder.targets(for: folder.path) else { return nil }
    try self.init(targets)
  }

  /// The series that exist, each once.
  var sources: [SeriesSource] {
    guard let data else { return [] }
    var seen: Set<String> = []
    return tables.joined().compactMap { line in
      guard seen.insert(line.file).inserted, let path = Self.path(line.file, in: data) else { return nil }
      return SeriesSource(name: line.file) { try Self.read(line.file, path, prefix: line.prefix, in: data) }
    }
  }

  /// Where a series lies: its name, or what its set makes of it.
  private static func path(_ name: String, in data: BenchmarkFolder) -> String? {
    let stem = name.hasPrefix("smap-msl/") ? "\(name)_test" : BenchmarkFolder.stem(name)
    return data.table(stem)
  }

  private static func read(_ name: String, _ path: String, prefix: Int, in data: BenchmarkFolder) throws
    -> BenchmarkSeries
  {
    let set = name.prefix { $0 != "/" }
    switch set {
    case "smd":
      let machine = BenchmarkFolder.stem(name).split(separator: "/").last.map(String.init) ?? name
      let frame = try SMDProtocol.test(path, machine, in: BenchmarkFolder(data.file("smd")))
      return try TSBADProtocol.series(frame, frame.marks, prefix: prefix, path: path)
    case "ucr-anomaly":
      let frame = try UCRProtocol.read(path)
      let labels = try UCRName(path).labels(rows: frame.rowCount)
      return try TSBADProtocol.series(frame, labels, prefix: prefix, path: path)
    case "nab":
      let series = try NABProtocol.read(path, in: BenchmarkFolder(data.file("nab")))
      return try TSBADProtocol.series(series.test, series.labels, prefix: prefix, path: path)
    case "smap-msl":
      return try TSBADProtocol.read(path, prefix: prefix, label: "label")
    default:
      return try TSBADProtocol.read(path, prefix: prefix)
    }
  }

  /// Each method's mean over those of `series` that a table has, the two tables apart, as methods and series differ.
  func published(for series: [String]) -> [PublishedRow] {
    tables.enumerated().flatMap { index, lines -> [PublishedRow] in
      let known = Set(lines.map(\.file)).intersection(series)
      guard !known.isEmpty, let first = lines.first else { return [] }
      return first.figures.map { method, _ in
        // A series may stand for several of the benchmark's variants; each series counts once.
        let means = known.sorted().map { file in
          let values = lines.filter { $0.file == file }.compactMap { line in
            line.figures.first { $0.method == method }?.value
          }
          return values.reduce(0, +) / Double(values.count)
        }
        return PublishedRow(
          method: method, group: index == 0 ? .oneColumn : .manyColumns,
          figures: [.vusPR: means.reduce(0, +) / Double(means.count)])
      }
    }
  }
}
