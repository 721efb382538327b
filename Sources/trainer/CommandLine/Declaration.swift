/// What one argument of a command is: all that the parser and the help text need.
///
/// A class because the property wrapper and the parser share it: the parser calls `accept`, the command reads the value.
final class Declaration {
  /// How an argument is given.
  enum Place: Equatable {
    /// `--name value`, under any of the names.
    case option(names: [String])
    /// `--name` alone.
    case flag(names: [String])
    /// By its position; a list takes all that is left.
    case positional(isList: Bool)
  }

  let place: Place
  /// Stands for the value in the help text, in capitals.
  let valueName: String
  let help: String
  /// Whether the command line must give it.
  let isRequired: Bool
  /// Whether it may be given more than once.
  let isList: Bool
  /// The value without it, as one would type it; nil when there is none worth telling.
  let defaultText: String?
  /// The allowed values, if they are few; or the allowed range in words.
  let allowed: String?
  /// Whether the command line has given it.
  private(set) var isGiven = false
  private let store: (String) throws(CommandLineError) -> Void

  init(
    place: Place, valueName: String, help: String, isRequired: Bool, isList: Bool, defaultText: String?,
    allowed: String?, store: @escaping (String) throws(CommandLineError) -> Void
  ) {
    self.place = place
    self.valueName = valueName
    self.help = help
    self.isRequired = isRequired
    self.isList = isList
    self.defaultText = defaultText
    self.allowed = allowed
    self.store = store
  }

  /// Names of an option or a flag, dashes included; none for a positional.
  var names: [String] {
    switch place {
    case .option(let names), .flag(let names): names
    case .positional: []
    }
  }

  /// The name for error sentences: the first (long) name, or the value name of a positional.
  var title: String { names.first ?? valueName }

  /// Takes one value from the command line.
  func accept(_ text: String) throws(CommandLineError) {
    guard !isGiven || isList else { throw .givenTwice(title) }
    try store(text)
    isGiven = true
  }
}

/// A property wrapper that declares an argument.
protocol Declaring {
  var declaration: Declaration { get }
}
