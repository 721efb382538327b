import AnomalyData
import AnomalyFormat
import AnomalyRuntime

/// What a whole command line asks for.
enum Invocation {
  /// Only a text on standard output.
  case show(String)
  /// A command with all its arguments read.
  case run(any Command)

  /// Reads the words behind the program's name.
  init(_ words: [String]) throws(CommandLineError) {
    guard let first = words.first else { throw .noCommand }
    switch first {
    case "--help", "-h":
      self = .show(HelpText.overview)
    case "--version":
      self = .show("trainer \(RuntimeVersion.text), blob format \(FormatVersion.major).\(FormatVersion.minor)\n")
    default:
      guard let name = CommandName(rawValue: first) else {
        throw first.hasPrefix("-")
          ? .unknownOption(first, nearest: nearestName(to: first, in: ["--help", "--version"]))
          : .unknownCommand(first, nearest: nearestName(to: first, in: CommandName.allCases.map(\.rawValue)))
      }
      let command = name.type.init()
      var parser = ArgumentParser(command)
      switch try parser.read(Array(words.dropFirst())) {
      case .help: self = .show(HelpText.of(name))
      case .run: self = .run(command)
      }
    }
  }
}
