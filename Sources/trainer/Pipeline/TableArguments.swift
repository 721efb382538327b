import AnomalyData

/// How the tables of a command are read.
struct TableArguments: ArgumentGroup {
  @Option("--exclude", value: "LIST", help: "columns that are not readings") var exclude: [String] = []
  @Option("--label", value: "COLUMN", help: "the label column; without it the usual names are tried") var label: String?
  @Option("--time", value: "COLUMN", help: "the time column; without it the usual names are tried") var time: String?
  @Option("--delimiter", value: "NAME", help: "what separates fields; found in the file when not given")
  var delimiter: Delimiter?
  @Option("--header", help: "whether the first line names the columns") var header = ReadOptions.Header.auto

  /// The options for the reader, all columns that are readings.
  var options: ReadOptions {
    var options = ReadOptions()
    options.exclude = exclude
    options.label = label
    options.time = time
    options.delimiter = delimiter
    options.header = header
    return options
  }
}

extension ReadOptions.Header: OptionValue {}

extension Delimiter: OptionValue {
  static func parsed(_ text: String) -> Delimiter? { Delimiter(text) }
  static var kind: String { "comma, semicolon, tab, pipe or the character itself" }
  static var placeholder: String { "NAME" }
  var text: String {
    switch self {
    case .tab: "tab"
    case .semicolon: "semicolon"
    case .pipe: "pipe"
    case .comma: "comma"
    }
  }
}
