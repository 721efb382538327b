/// What stands before the decimals of a number.
public enum DecimalMark: String, Sendable, CaseIterable {
  case point
  case comma

  /// Its byte.
  var byte: UInt8 { self == .comma ? UInt8(ascii: ",") : UInt8(ascii: ".") }
}
