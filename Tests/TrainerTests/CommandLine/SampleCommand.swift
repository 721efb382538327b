@testable import trainer

enum Flavour: String, CaseIterable, OptionValue {
  case sweet
  case sour
}

/// One argument of every sort.
struct SampleCommand: Command {
  static let summary = "Try the parser"
  static let examples = [Example("trainer sample a b", "does nothing")]

  @Positional("MODEL", help: "a model") var model: String
  @Positional("DATA.csv", help: "files") var data: [String]
  @Option("--output", "-o", value: "FILE", help: "where to write") var output: String
  @Option("--window", "-w", value: "ROWS", in: 1...4096, help: "rows in a window") var window = 32
  @Option("--rate", in: 0.0...1.0, help: "a share") var rate = 0.5
  @Option("--seed", help: "a seed") var seed: UInt64?
  @Option("--limit", in: 1..., help: "a limit") var limit: Int?
  @Option("--columns", help: "names") var columns: [String] = []
  @Option("--flavour", help: "a flavour") var flavour = Flavour.sweet
  @Flag("--quiet", "-q", help: "say less") var quiet

  func run() {}

  /// The command after reading `line`, split at blanks; a model, data and an output are added in front.
  static func reading(_ line: String) throws(CommandLineError) -> SampleCommand {
    try readingExactly("m.blob d.csv --output out \(line)")
  }

  /// The command after reading `line`, split at blanks.
  static func readingExactly(_ line: String) throws(CommandLineError) -> SampleCommand {
    let command = SampleCommand()
    var parser = ArgumentParser(command)
    _ = try parser.read(line.split(separator: " ").map(String.init))
    return command
  }

  /// The sentence that reading `line` ends with, or an empty text.
  static func sentence(_ line: String) -> String {
    do {
      _ = try reading(line)
      return ""
    } catch {
      return error.description
    }
  }
}
