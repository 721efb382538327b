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
  var declarations: [Declaration] {
    Mirror(reflecting: self).children.compactMap { ($0.value as? any Declaring)?.declaration }
  }
}
