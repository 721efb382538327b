import Foundation

@main struct Trainer {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Does what `words` ask for; an error ends as one sentence on standard error.
  static func run(_ words: [String]) -> ExitCode {
    do {
      switch try Invocation(words) {
      case .show(let text): print(text, terminator: "")
      case .run(let command): try command.run()
      }
      return .done
    } catch {
      FileHandle.standardError.write(Data("trainer: \(error)\n".utf8))
      return ExitCode(for: error)
    }
  }
}
