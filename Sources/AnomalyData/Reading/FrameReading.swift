extension Frame {
  /// The longest line a file may have, in bytes.
  public static let lineLimit = 1 << 20

  /// Reads CSV files as one frame, each file a run (several where a filter drops rows between kept ones).
  ///
  /// The files must have the same feature columns, in any order; the first file's order counts. Labels and times are
  /// kept when every file has them. `-` is standard input. Empty lines are skipped; a UTF-8 byte order mark, CR LF
  /// line ends and quoted fields (RFC 4180) are understood; an empty field, `NaN`, `NA`, `null` and the like are
  /// missing samples. Files are mapped, not loaded: memory grows with the samples, not with the text.
  public init(reading paths: [String], options: ReadOptions = ReadOptions()) throws(DataError) {
    guard let firstPath = paths.first else { throw .noFile }
    var table: TableReader?
    for path in paths {
      let file = try FileBytes(path: path)
      defer { withExtendedLifetime(file) {} }
      let delimiter = options.delimiter ?? Delimiter.detected(in: file.content)
      let scanner = FieldScanner(path: path, bytes: file.content, delimiter: delimiter.rawValue)
      let lines = try scanner.survey(lineLimit: Frame.lineLimit)
      file.forget(upTo: file.content.count)
      let header = try TableHeader(scanner, header: options.header)
      var plan = try ColumnPlan(path: path, names: header.names, isDate: header.isDate, options: options)
      if let table { try plan.agree(with: table.plan, path: path, other: firstPath) }
      let timeName = options.keepsTime ? plan.time.map { header.names[$0] } : nil
      var reader = table ?? TableReader(plan: plan, timeName: timeName)
      table = nil
      try reader.read(scanner, header: header, plan: plan, filter: options.filter, lines: lines) {
        file.forget(upTo: $0)
      }
      table = reader
    }
    guard let table else { throw .noFile }
    guard table.rowCount > 0 else {
      throw .nothingKept(filter: options.filter?.description ?? "any sample", paths: paths)
    }
    self.init(
      values: table.values, columnNames: table.plan.features, runs: table.runs, labels: table.labels,
      time: table.time)
  }
}
