import AnomalyData

/// How the tables of a command are read.
struct TableArguments: ArgumentGroup {
  @Option("--exclude", value: "LIST", help: "columns that are not readings, by name, number (#0-#3) or pattern (temp*)")
  var exclude: [String] = []
  @Option("--rename", value: "OLD=NEW,…", help: "other names for columns; the rest of the line uses these")
  var renames: [Rename] = []
  @Option("--label", value: "COLUMN", help: "the label column; without it the usual names are tried") var label: String?
  @Option(
    "--time", value: "COLUMN", help: "the time column, or DATE+TIME for two; without it the usual names are tried")
  var time: String?
  @Option("--time-format", help: "how times are written, as in %d/%m/%Y %H:%M:%S, or s, ms, us, ns for Unix times")
  var timeFormat: TimeFormat?
  @Option("--delimiter", value: "NAME", help: "what separates fields; found in the file when not given")
  var delimiter: Delimiter?
  @Option("--decimal", help: "what stands before decimals; found in the file when not given") var decimal: DecimalMark?
  @Option("--comment", value: "CHARACTER", help: "lines that begin with it are left out") var comment: CommentMark?
  @Option(
    "--labels", value: "FILE,…", help: "labels in files: 0 or 1 a row, lines of start and end, NAB's JSON, a folder")
  var labels: [String] = []
  @Option("--max-gap", value: "TIME", help: "the longest step in time, as in 5s or 1.5h, that a window may lie over")
  var maxGap: TimeSpan?
  @Option("--resample", value: "TIME[:HOW]", help: "a fixed rate: a row every TIME; HOW is mean, last or linear")
  var resampling: Resampling?
  @Option("--missing", help: "missing samples: keep, drop, forward[:ROWS] or linear[:ROWS]")
  var missing = MissingPolicy.keep
  @Option("--header", help: "whether the first line names the columns") var header = ReadOptions.Header.auto

  /// The options for the reader, all columns that are readings.
  var options: ReadOptions {
    var options = ReadOptions()
    options.exclude = exclude
    options.renames = renames
    options.label = label
    options.time = time
    options.timeFormat = timeFormat
    options.delimiter = delimiter
    options.decimal = decimal
    options.comment = comment?.byte
    options.header = header
    options.labelFiles = labels
    options.maxGap = maxGap
    options.resampling = resampling
    options.missing = missing
    return options
  }
}

extension TableArguments {
  /// The options for recordings that `--label` and `--labels` are not about: a label column need not be there.
  var unlabelled: ReadOptions {
    var options = options
    options.labelFiles = []
    options.needsLabel = false
    return options
  }
}

extension ReadOptions.Header: OptionValue {}
extension DecimalMark: OptionValue {}

extension Delimiter: OptionValue {
  static func parsed(_ text: String) -> Delimiter? { Delimiter(text) }
  static var kind: String { "comma, semicolon, tab, pipe, blanks or the character itself" }
  static var placeholder: String { "NAME" }
  var text: String { name }
}

extension Rename: OptionValue {
  static func parsed(_ text: String) -> Rename? { Rename(text) }
  static var kind: String { "a name, = and the new name" }
  static var placeholder: String { "OLD=NEW" }
  var text: String { "\(old)=\(new)" }
}

extension TimeFormat: OptionValue {
  static func parsed(_ text: String) -> TimeFormat? { TimeFormat(pattern: text) }
  static var kind: String {
    "a pattern such as %Y-%m-%d %H:%M:%S with the letters Y y m b d H I M S f p z, or s, ms, us, ns"
  }
  static var placeholder: String { "PATTERN" }
  var text: String { "" }
}

extension TimeSpan: OptionValue {
  static func parsed(_ text: String) -> TimeSpan? { TimeSpan(text) }
  static var kind: String { "a time such as 500ms, 10s, 5min, 2h or 1d" }
  static var placeholder: String { "TIME" }
}

extension Resampling: OptionValue {
  static func parsed(_ text: String) -> Resampling? { Resampling(text) }
  static var kind: String { "a time such as 500ms, 10s, 5min, and :mean, :last or :linear after it" }
  static var placeholder: String { "TIME[:HOW]" }
}

extension MissingPolicy: OptionValue {
  static func parsed(_ text: String) -> MissingPolicy? { MissingPolicy(text) }
  static var kind: String { "keep, drop, forward or linear, the last two with :ROWS for a limit" }
  static var placeholder: String { "POLICY" }
}

/// The character that begins a comment.
struct CommentMark: OptionValue {
  let byte: UInt8

  static func parsed(_ text: String) -> CommentMark? {
    guard text.utf8.count == 1, let byte = text.utf8.first, byte > 0x20 else { return nil }
    return CommentMark(byte: byte)
  }
  static var kind: String { "one character of ASCII such as #" }
  static var placeholder: String { "CHARACTER" }
  var text: String { String(UnicodeScalar(byte)) }
}
