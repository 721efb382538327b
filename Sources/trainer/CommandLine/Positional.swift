/// Declares an argument given by its position:
///
///     @Positional("MODEL", help: "model or blob") var model: String
///     @Positional("DATA.csv", help: "each file is one run") var data: [String]
///
/// Positionals are filled in the order of their declaration; a list takes all that is left, so it comes last.
/// Without a default it must be given (a list: at least once), unless its type is optional.
@propertyWrapper struct Positional<Value: OptionValue>: Declaring {
  let declaration: Declaration
  private let slot: Slot<Value>

  var wrappedValue: Value { slot.value! }

  init(wrappedValue: Value, _ name: String, help: String) {
    self.init(wrappedValue, name, help)
  }

  init(_ name: String, help: String) {
    self.init(Value.absent, name, help)
  }

  private init(_ initial: Value?, _ name: String, _ help: String) {
    let slot = Slot(initial)
    self.slot = slot
    declaration = Declaration(
      place: .positional(isList: Value.isList), valueName: name, help: help, isRequired: initial == nil,
      isList: Value.isList, defaultText: initial.flatMap { $0.text.isEmpty ? nil : $0.text },
      allowed: Value.choices.isEmpty ? nil : Value.choices.joined(separator: ", ")
    ) { text throws(CommandLineError) in
      try slot.take(text, for: name, limits: nil)
    }
  }
}
