import AnomalyData

/// Reads the words behind the command's name into the command's declarations.
struct ArgumentParser {
  /// What the words ask for.
  enum Outcome {
    case run
    case help
  }

  private let declarations: [Declaration]
  private var positionals: ArraySlice<Declaration>

  init(_ command: some Command) {
    declarations = command.declarations
    positionals = declarations.filter { $0.names.isEmpty }[...]
  }

  /// Reads `--name value`, `--name=value`, `-n value`, flags and positionals; behind `--` all words are positionals.
  /// A word that starts with a dash is never taken as a value unless a digit or a point follows or it is a lone dash.
  ///
  /// - Returns: `help` as soon as `--help` or `-h` is met, whatever else is wrong behind it.
  mutating func read(_ words: [String]) throws(CommandLineError) -> Outcome {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        for word in rest { try takePositional(word) }
        break
      }
      if word == "--help" || word == "-h" { return .help }
      if Self.looksLikeOption(word) { try takeOption(word, &rest) } else { try takePositional(word) }
    }
    for declaration in declarations where declaration.isRequired && !declaration.isGiven {
      switch declaration.place {
      case .option: throw .missingOption(declaration.title, valueName: declaration.valueName)
      case .flag: continue
      case .positional: throw .missingPositional(declaration.valueName)
      }
    }
    return .run
  }

  private static func looksLikeOption(_ word: String) -> Bool {
    guard word.hasPrefix("-"), let next = word.dropFirst().first else { return false }
    return !next.isNumber && next != "."
  }

  private mutating func takePositional(_ word: String) throws(CommandLineError) {
    guard let declaration = positionals.first else { throw .unexpectedPositional(word) }
    try declaration.accept(word)
    if !declaration.isList { positionals.removeFirst() }
  }

  private func takeOption(_ word: String, _ rest: inout ArraySlice<String>) throws(CommandLineError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0]
    guard let declaration = declarations.first(where: { $0.names.contains(name) }) else {
      let candidates = declarations.flatMap(\.names).filter { $0.hasPrefix("--") } + ["--help"]
      throw .unknownOption(name, nearest: nearestName(to: name, in: candidates))
    }
    switch declaration.place {
    case .flag:
      if parts.count == 2 { throw .unexpectedValue(flag: name, got: parts[1]) }
      try declaration.accept("")
    case .option:
      if parts.count == 2 {
        try declaration.accept(parts[1])
      } else if let next = rest.first, !Self.looksLikeOption(next) {
        rest.removeFirst()
        try declaration.accept(next)
      } else {
        throw .missingValue(option: name, valueName: declaration.valueName)
      }
    case .positional:
      preconditionFailure("a positional has no name")
    }
  }
}
