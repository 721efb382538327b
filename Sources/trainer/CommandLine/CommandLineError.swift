/// What is wrong with a command line; the text is one sentence.
enum CommandLineError: Error, Equatable, CustomStringConvertible {
  case noCommand
  case unknownCommand(String, nearest: String?)
  case unknownOption(String, nearest: String?)
  case missingValue(option: String, valueName: String)
  case unexpectedValue(flag: String, got: String)
  case badValue(option: String, expected: String, got: String, nearest: String?)
  case outOfRange(option: String, allowed: String, got: String)
  case givenTwice(String)
  case missingOption(String, valueName: String)
  case missingPositional(String)
  case unexpectedPositional(String)
  /// Arguments that are right alone but not together; the sentence is the command's.
  case conflict(String)

  var description: String {
    switch self {
    case .noCommand:
      "expected a command, got none; try trainer --help"
    case .unknownCommand(let got, let nearest):
      "unknown command \(got); \(Self.suggestion(nearest, otherwise: "trainer --help lists them"))"
    case .unknownOption(let got, let nearest):
      "unknown option \(got); \(Self.suggestion(nearest, otherwise: "--help lists them"))"
    case .missingValue(let option, let valueName):
      "option \(option) needs a value, got nothing; write \(option) \(valueName)"
    case .unexpectedValue(let flag, let got):
      "option \(flag) takes no value, got \(got); leave it out"
    case .badValue(let option, let expected, let got, let nearest):
      "\(option) needs \(expected), got \(Self.quoted(got))" + (nearest.map { "; did you mean \($0)?" } ?? "")
    case .outOfRange(let option, let allowed, let got):
      "\(option) must be \(allowed), got \(got)"
    case .givenTwice(let option):
      "\(option) was given twice; give it once"
    case .missingOption(let option, let valueName):
      "option \(option) is required; add \(option) \(valueName)"
    case .missingPositional(let name):
      "expected \(name), got nothing; --help shows the usage"
    case .unexpectedPositional(let got):
      "unexpected argument \(Self.quoted(got)); --help shows the usage"
    case .conflict(let sentence):
      sentence
    }
  }

  private static func suggestion(_ nearest: String?, otherwise: String) -> String {
    nearest.map { "did you mean \($0)?" } ?? otherwise
  }

  private static func quoted(_ text: String) -> String {
    text.isEmpty || text.contains(" ") ? "\"\(text)\"" : text
  }
}
