import AnomalyData

/// Where an argument's value lives between parsing and reading.
final class Slot<Value: OptionValue> {
  /// The default until the command line gives a value; nil while a required argument is missing.
  private(set) var value: Value?
  private var isGiven = false

  init(_ initial: Value?) { value = initial }

  /// Reads one value: the first replaces the default, later ones are appended (lists only).
  func take(_ text: String, for title: String, limits: Limits<Value>?) throws(CommandLineError) {
    guard let next = Value.parsed(text) else {
      throw .badValue(option: title, expected: Value.kind, got: text, nearest: nearestName(to: text, in: Value.choices))
    }
    if let limits, !limits.contains(next) {
      throw .outOfRange(option: title, allowed: limits.text, got: text)
    }
    value = isGiven ? value!.appending(next) : next
    isGiven = true
  }
}
