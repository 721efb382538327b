/// One thing that the trainer does: `trainer NAME …`.
///
/// A command is a struct whose stored properties are its arguments, declared once by `@Option`, `@Flag` and `@Positional`;
/// parsing and `--help` both read those declarations. Its name is its case in `CommandName`.
protocol Command {
  /// One line, without a full stop, for `trainer --help`.
  static var summary: String { get }
  /// Two or three invocations as one would type them, shown by `trainer NAME --help`.
  static var examples: [Example] { get }

  /// The command with every argument at its default.
  init()

  /// Does the work; called after every argument was read and checked.
  func run() throws
}

/// An invocation for the help text.
struct Example {
  /// What to type.
  var line: String
  /// What that does.
  var effect: String

  init(_ line: String, _ effect: String) {
    self.line = line
    self.effect = effect
  }
}

extension Command {
  /// The declared arguments in the order of the source.
  var declarations: [Declaration] { declaredArguments(of: self) }
}

/// Arguments that several commands share: a struct of `@Option` and `@Flag` properties, itself a property of the command.
protocol ArgumentGroup {
  init()
}

/// The arguments that the properties of a value declare, those of its groups included.
private func declaredArguments(of value: Any) -> [Declaration] {
  Mirror(reflecting: value).children.flatMap { child -> [Declaration] in
    if let argument = child.value as? any Declaring { return [argument.declaration] }
    return child.value is any ArgumentGroup ? declaredArguments(of: child.value) : []
  }
}
