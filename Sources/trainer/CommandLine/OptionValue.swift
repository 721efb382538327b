/// A type that an argument can have. Enums of strings get it by conformance alone:
/// `extension Quantization: OptionValue {}` lists their cases in help and errors.
protocol OptionValue {
  /// The value written as `text`, or nil when it is not one.
  static func parsed(_ text: String) -> Self?
  /// What a value is, for errors: "a whole number".
  static var kind: String { get }
  /// Stands for a value in the help text.
  static var placeholder: String { get }
  /// All values, where they are few.
  static var choices: [String] { get }
  /// Whether several values make one.
  static var isList: Bool { get }
  /// The value when the argument is not given and has no default; nil when it must be given.
  static var absent: Self? { get }
  /// As one would type it; empty when there is nothing to type.
  var text: String { get }
  /// This value after `next` was given as well.
  func appending(_ next: Self) -> Self
}

extension OptionValue {
  static var choices: [String] { [] }
  static var isList: Bool { false }
  static var absent: Self? { nil }
  var text: String { "\(self)" }
  func appending(_ next: Self) -> Self { next }
}

extension String: OptionValue {
  static func parsed(_ text: String) -> String? { text }
  static var kind: String { "a text" }
  static var placeholder: String { "TEXT" }
}

extension Int: OptionValue {
  static func parsed(_ text: String) -> Int? { Int(text) }
  static var kind: String { "a whole number" }
  static var placeholder: String { "N" }
}

extension UInt64: OptionValue {
  static func parsed(_ text: String) -> UInt64? { UInt64(text) }
  static var kind: String { "a whole number from 0" }
  static var placeholder: String { "N" }
}

extension Double: OptionValue {
  static func parsed(_ text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }
  static var kind: String { "a number" }
  static var placeholder: String { "X" }
}

extension Float: OptionValue {
  static func parsed(_ text: String) -> Float? { Float(text).flatMap { $0.isFinite ? $0 : nil } }
  static var kind: String { "a number" }
  static var placeholder: String { "X" }
}

extension OptionValue where Self: RawRepresentable & CaseIterable, RawValue == String {
  static func parsed(_ text: String) -> Self? { Self(rawValue: text) }
  static var kind: String { "one of \(choices.joined(separator: ", "))" }
  static var placeholder: String { "NAME" }
  static var choices: [String] { allCases.map(\.rawValue) }
  var text: String { rawValue }
}

extension Optional: OptionValue where Wrapped: OptionValue {
  static func parsed(_ text: String) -> Wrapped?? { Wrapped.parsed(text).map { .some($0) } }
  static var kind: String { Wrapped.kind }
  static var placeholder: String { Wrapped.placeholder }
  static var choices: [String] { Wrapped.choices }
  static var absent: Wrapped?? { .some(nil) }
  var text: String { self?.text ?? "" }
}

extension Array: OptionValue where Element: OptionValue {
  static func parsed(_ text: String) -> [Element]? { Element.parsed(text).map { [$0] } }
  static var kind: String { Element.kind }
  static var placeholder: String { Element.placeholder }
  static var choices: [String] { Element.choices }
  static var isList: Bool { true }
  var text: String { map(\.text).joined(separator: ",") }
  func appending(_ next: [Element]) -> [Element] { self + next }
}
