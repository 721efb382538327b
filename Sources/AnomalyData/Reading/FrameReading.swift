extension Frame {
  /// The longest line a file may have, in bytes.
  public static let lineLimit = 1 << 20

  /// Reads tables as one frame, each file a run (several where a filter drops rows between kept ones).
  ///
  /// `paths` may name folders and patterns, see `InputFiles`; `-` is standard input, `.gz` is unpacked, `.npy` is NumPy's
  /// form, everything else is text. The files must have the same feature columns, in any order; the first file's order
  /// counts. Labels and times are kept when every file has them. Empty lines are skipped; a UTF-8 byte order mark, CR LF
  /// line ends and quoted fields (RFC 4180) are understood; an empty field, `NaN`, `NA`, `null` and the like are
  /// missing samples. Files are mapped, not loaded: memory grows with the samples, not with the text.
  public init(reading paths: [String], options: ReadOptions = ReadOptions()) throws(DataError) {
    let paths = try InputFiles.expanded(paths)
    var labels = try LabelFiles(options.labelFiles, recordings: paths)
    try self.init(files: paths[...], options, &labels)
    findings = labels?.findings ?? []
  }

  /// Reads each file as a frame of its own; labels are paired with all of them, as for one frame.
  public static func separate(
    reading paths: [String], options: ReadOptions = ReadOptions()
  ) throws(DataError) -> (recordings: [(path: String, frame: Frame)], findings: [DataFinding]) {
    let paths = try InputFiles.expanded(paths)
    var labels = try LabelFiles(options.labelFiles, recordings: paths)
    var recordings: [(path: String, frame: Frame)] = []
    for (index, path) in paths.enumerated() {
      recordings.append((path, try Frame(files: paths[index...index], options, &labels)))
    }
    return (recordings, labels?.findings ?? [])
  }

  /// The names of the columns of the file `path` that `options` make readings, in its order; its rows are not read.
  public static func readings(of path: String, options: ReadOptions) throws(DataError) -> [String] {
    let file = try FileBytes(path: path)
    defer { withExtendedLifetime(file) {} }
    if let array = try NumPyArray(file.content, path: path) { return try array.plan(options).features }
    let scanner = FieldScanner(
      path: path, bytes: file.content, dialect: Dialect(of: file.content, options: options))
    _ = try scanner.survey(lineLimit: Frame.lineLimit)
    let header = try TableHeader(scanner, header: options.header, renames: options.renames)
    return try ColumnPlan(path: path, names: header.names, isDate: header.isDate, options: options).features
  }

  /// Reads `paths`, whose indices are those of their labels.
  private init(files paths: ArraySlice<String>, _ options: ReadOptions, _ labels: inout LabelFiles?) throws(DataError) {
    guard let firstPath = paths.first else { throw .noFile }
    var table: TableReader?
    for (index, path) in zip(paths.indices, paths) {
      let file = try FileBytes(path: path)
      defer { withExtendedLifetime(file) {} }
      var reader = table
      table = nil
      if let array = try NumPyArray(file.content, path: path) {
        try array.read(into: &reader, options: options, first: firstPath)
      } else {
        try Frame.read(file, path: path, into: &reader, options: options, first: firstPath)
      }
      if var files = labels {
        try reader?.label(by: &files, index: index, data: path)
        labels = files
      }
      table = reader
    }
    guard let table else { throw .noFile }
    guard table.rowCount > 0 else {
      throw .nothingKept(filter: options.filter?.description ?? "any sample", paths: Array(paths))
    }
    let frame = Frame(
      values: table.values, columnNames: table.plan.features, runs: table.runs, recordings: table.recordings,
      labels: table.labels, time: table.time)
    self = try frame.cleaned(options, paths: Array(paths))
  }

  /// Reads a table in text; `first` is the path of the first file, which `table` began with.
  private static func read(
    _ file: FileBytes, path: String, into table: inout TableReader?, options: ReadOptions, first: String
  ) throws(DataError) {
    let scanner = FieldScanner(
      path: path, bytes: file.content, dialect: Dialect(of: file.content, options: options))
    let lines = try scanner.survey(lineLimit: Frame.lineLimit) { file.forget(upTo: $0) }
    file.forget(upTo: file.content.count)
    let header = try TableHeader(scanner, header: options.header, renames: options.renames)
    var plan = try ColumnPlan(path: path, names: header.names, isDate: header.isDate, options: options)
    if let table { try plan.agree(with: table.plan, path: path, other: first) }
    // Later files are read in the form of the first.
    let format = table.map { $0.time?.format } ?? options.timeFormat
    let times = options.readsTime ? TimePlan(plan, header, scanner, format: format) : nil
    plan.time = times?.column ?? plan.time
    plan.clock = times?.clock
    if table == nil { table = TableReader(plan: plan, time: times?.emptyColumn(header.names)) }
    try table?.read(scanner, header: header, plan: plan, filter: options.filter, lines: lines) {
      file.forget(upTo: $0)
    }
  }
}
