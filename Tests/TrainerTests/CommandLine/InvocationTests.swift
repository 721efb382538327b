import Testing

@testable import trainer

@Suite struct InvocationTests {
  private func shown(_ words: String...) throws -> String? {
    if case .show(let text) = try Invocation(words) { return text }
    return nil
  }

  @Test func overviewListsEveryCommandAndExitCode() throws {
    let text = try #require(try shown("--help"))
    for name in CommandName.allCases { #expect(text.contains("  \(name.rawValue)")) }
    for code in ExitCode.allCases { #expect(text.contains("\(code.rawValue)  ") && text.contains(code.meaning)) }
  }

  /// Every command's help names each of its arguments, its ranges and its defaults, within the width.
  @Test(arguments: CommandName.allCases) func helpOfACommandIsComplete(name: CommandName) throws {
    let text = try #require(try shown(name.rawValue, "--help"))
    #expect(text.hasPrefix("trainer \(name.rawValue) – \(name.type.summary)\n"))
    let joined = text.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
    for declaration in name.type.init().declarations {
      #expect(joined.contains(declaration.help))
      for option in declaration.names { #expect(text.contains(option)) }
      if let value = declaration.defaultText { #expect(joined.contains("default: \(value)")) }
    }
    for example in name.type.examples { #expect(text.contains("\n  \(example.line)\n")) }
    #expect(!name.type.examples.isEmpty)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  /// The examples in the help are command lines that the parser accepts.
  @Test(arguments: CommandName.allCases) func examplesParse(name: CommandName) throws {
    for example in name.type.examples {
      let words = example.line.split(separator: "|")[0].split(separator: " ").map(String.init)
      #expect(words.prefix(2) == ["trainer", name.rawValue])
      guard case .run = try Invocation(Array(words.dropFirst())) else {
        Issue.record("expected a run: \(example.line)")
        continue
      }
    }
  }

  /// No option name stands for two arguments of one command.
  @Test(arguments: CommandName.allCases) func namesAreUnique(name: CommandName) {
    let names = name.type.init().declarations.flatMap(\.names)
    #expect(Set(names).count == names.count)
    #expect(!names.contains("--help") && !names.contains("-h"))
  }

  @Test func versionNamesTheFormat() throws {
    #expect(try shown("--version")?.contains("blob format 1.") == true)
  }

  @Test func unknownWords() {
    #expect(throws: CommandLineError.noCommand) { try Invocation([]) }
    #expect(throws: CommandLineError.unknownCommand("synt", nearest: "synth")) { try Invocation(["synt"]) }
    #expect(throws: CommandLineError.unknownOption("--versoin", nearest: "--version")) {
      try Invocation(["--versoin"])
    }
  }
}
