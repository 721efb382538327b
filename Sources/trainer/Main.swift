import AnomalyData
import Foundation

@main struct Trainer {
  static func main() {
    exit(run(Array(CommandLine.arguments.dropFirst())).rawValue)
  }

  /// Does what `words` ask for; an error ends as one sentence on standard error.
  static func run(_ words: [String]) -> ExitCode {
    do {
      switch try Invocation(words) {
      case .show(let text): try AtomicFile.write(text, to: "-")
      case .run(let command): try command.run()
      }
      return .done
    } catch {
      FileHandle.standardError.write(Data("trainer: \(onOneLine("\(error)"))\n".utf8))
      return ExitCode(for: error)
    }
  }

  /// A sentence with blanks for control characters, which paths and fields of a table may bring in.
  private static func onOneLine(_ sentence: String) -> String {
    let scalars = sentence.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    return String(String.UnicodeScalarView(scalars))
  }
}
