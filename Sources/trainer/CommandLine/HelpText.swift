/// The texts of `--help`, made from the declarations that the parser reads.
enum HelpText {
  /// Columns of a line.
  private static let width = 100

  /// `trainer --help`.
  static var overview: String {
    var text = """
      trainer – anomaly detection: learn on a workstation, run on a microcontroller

      Usage: trainer COMMAND [arguments]

      Commands:

      """
    text += entries(CommandName.allCases.map { ($0.rawValue, $0.type.summary) })
    text += "\nOptions:\n"
    text += entries([
      ("COMMAND --help", "arguments and examples of a command"), ("--help, -h", "this text"),
      ("--version", "version of the trainer and of the blob format"),
    ])
    return text + exitCodes
  }

  /// `trainer COMMAND --help`.
  static func of(_ name: CommandName) -> String {
    let type = name.type
    let declarations = type.init().declarations
    let positionals = declarations.filter(\.names.isEmpty)
    let options = declarations.filter { !$0.names.isEmpty }
    let usage = ["trainer", name.rawValue, "[options]"] + positionals.map(placeholder)
    var text = "trainer \(name.rawValue) – \(type.summary)\n\nUsage: \(usage.joined(separator: " "))\n"
    if !positionals.isEmpty {
      text += "\nArguments:\n" + entries(positionals.map { ($0.valueName, explanation($0)) })
    }
    text += "\nOptions:\n" + entries(options.map { (signature($0), explanation($0)) } + [("--help, -h", "this text")])
    text += "\nExamples:\n"
    for example in type.examples {
      text += "  \(example.line)\n" + wrapped(example.effect, indent: 6)
    }
    return text + exitCodes
  }

  private static var exitCodes: String {
    "\nExit codes:\n" + entries(ExitCode.allCases.map { ("\($0.rawValue)", $0.meaning) })
  }

  /// `--window, -w ROWS`.
  private static func signature(_ declaration: Declaration) -> String {
    let names = declaration.names.joined(separator: ", ")
    return declaration.valueName.isEmpty ? names : "\(names) \(declaration.valueName)"
  }

  /// `DATA.csv...`, in brackets where it may be left out.
  private static func placeholder(_ declaration: Declaration) -> String {
    let name = declaration.valueName + (declaration.isList ? "..." : "")
    return declaration.isRequired ? name : "[\(name)]"
  }

  /// Help, allowed values and default in one line of text.
  private static func explanation(_ declaration: Declaration) -> String {
    var notes: [String] = []
    if let allowed = declaration.allowed { notes.append(allowed) }
    switch declaration.place {
    case .option where declaration.isRequired: notes.append("required")
    case .option where declaration.isList: notes.append("commas or repetition for several")
    case .option, .flag, .positional: break
    }
    if let value = declaration.defaultText { notes.append("default: \(value)") }
    return notes.isEmpty ? declaration.help : "\(declaration.help) (\(notes.joined(separator: "; ")))"
  }

  /// Two columns: names padded to the longest, explanations wrapped beside them.
  private static func entries(_ entries: [(name: String, text: String)]) -> String {
    let indent = 4 + (entries.map(\.name.count).max() ?? 0)
    return entries.map { entry in
      let padding = String(repeating: " ", count: indent - 2 - entry.name.count)
      return "  \(entry.name)\(padding)" + wrapped(entry.text, indent: indent).drop { $0 == " " }
    }.joined()
  }

  /// Lines of at most `width` columns, each after `indent` blanks.
  private static func wrapped(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines = [""]
    for word in text.split(separator: " ") {
      if !lines[lines.count - 1].isEmpty, indent + lines[lines.count - 1].count + 1 + word.count > width {
        lines.append("")
      }
      lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
    }
    return lines.map { margin + $0 + "\n" }.joined()
  }
}
