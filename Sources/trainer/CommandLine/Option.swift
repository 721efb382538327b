/// Declares `--name VALUE`, once, for parsing and help:
///
///     @Option("--window", "-w", value: "ROWS", in: 1...4096, help: "rows in a window") var window = 32
///     @Option("--output", "-o", value: "FILE", help: "where to write the model") var output: String
///     @Option("--seed", help: "seed of every random number") var seed: UInt64?
///     @Option("--columns", help: "columns to learn from") var columns: [String] = []
///
/// Without a default an option must be given, unless its type is optional. Lists take commas and repetition.
@propertyWrapper struct Option<Value: OptionValue>: Declaring {
  let declaration: Declaration
  private let slot: Slot<Value>

  var wrappedValue: Value { slot.value! }

  /// Whether the command line gave it.
  var projectedValue: Bool { declaration.isGiven }

  init(wrappedValue: Value, _ names: String..., value: String? = nil, help: String) {
    self.init(wrappedValue, names, value, help, nil)
  }

  init(_ names: String..., value: String? = nil, help: String) {
    self.init(Value.absent, names, value, help, nil)
  }

  init(
    wrappedValue: Value, _ names: String..., value: String? = nil, in range: some DescribedRange<Value>, help: String
  ) where Value: Comparable {
    self.init(wrappedValue, names, value, help, Limits(range))
  }

  init(_ names: String..., value: String? = nil, in range: some DescribedRange<Value>, help: String)
  where Value: Comparable {
    self.init(Value.absent, names, value, help, Limits(range))
  }

  init<Wrapped: Comparable>(
    wrappedValue: Value = nil, _ names: String..., value: String? = nil, in range: some DescribedRange<Wrapped>,
    help: String
  ) where Value == Wrapped? {
    self.init(wrappedValue, names, value, help, Limits(ofOptional: range))
  }

  private init(_ initial: Value?, _ names: [String], _ valueName: String?, _ help: String, _ limits: Limits<Value>?) {
    let slot = Slot(initial)
    self.slot = slot
    let valueName = valueName ?? Value.placeholder
    let choices = Value.choices.isEmpty ? nil : Value.choices.joined(separator: ", ")
    declaration = Declaration(
      place: .option(names: names), valueName: valueName, help: help, isRequired: initial == nil,
      isList: Value.isList, defaultText: initial.flatMap { $0.text.isEmpty ? nil : $0.text },
      allowed: limits?.text ?? choices
    ) { text throws(CommandLineError) in
      let parts = Value.isList ? text.split(separator: ",").map(String.init) : [text]
      guard !parts.isEmpty else { throw .missingValue(option: names[0], valueName: valueName) }
      for part in parts { try slot.take(part, for: names[0], limits: limits) }
    }
  }
}

/// Declares `--name` without a value: true when given.
@propertyWrapper struct Flag: Declaring {
  let declaration: Declaration

  var wrappedValue: Bool { declaration.isGiven }

  init(_ names: String..., help: String) {
    declaration = Declaration(
      place: .flag(names: names), valueName: "", help: help, isRequired: false, isList: false, defaultText: nil,
      allowed: nil
    ) { _ in }
  }
}
