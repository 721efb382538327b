/// Keeps the rows whose column `column` holds `value`, as in `class=1`. The column is no feature by that.
public struct RowFilter: Sendable, Equatable, CustomStringConvertible {
  /// The column to look at.
  public let column: String
  /// The value to keep; numbers are compared as numbers (`1` keeps `1.0`), anything else as text.
  public let value: String
  private let number: Double?

  /// Keeps rows whose `column` holds `value`.
  public init(column: String, value: String) {
    self.column = column
    self.value = value
    var text = value
    number = text.withUTF8 { Decimal.value(of: $0) }
  }

  /// Reads `column=value`; nil when there is no `=` or nothing before it. The last `=` counts.
  public init?(_ text: String) {
    guard let equals = text.lastIndex(of: "="), equals > text.startIndex else { return nil }
    self.init(column: String(text[..<equals]), value: String(text[text.index(after: equals)...]))
  }

  /// `column=value`.
  public var description: String { "\(column)=\(value)" }

  func keeps(_ number: Double) -> Bool { self.number == number }

  func keeps(_ field: UnsafeBufferPointer<UInt8>) -> Bool {
    if let number, let other = Decimal.value(of: field) { return number == other }
    return field.elementsEqual(value.utf8)
  }
}
