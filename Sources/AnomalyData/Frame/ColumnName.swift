/// A column name taken apart: `Pressure [bar]` and `Pressure (bar)` are the quantity `Pressure` in the unit `bar`.
public struct ColumnName: Sendable, Equatable {
  /// The whole name as written.
  public let text: String
  /// The name without its unit.
  public let quantity: String
  /// The unit, empty where the name states none.
  public let unit: String

  /// Reads `text`. Only a bracket that closes at the very end and has a quantity before it counts as a unit.
  public init(_ text: String) {
    self.text = text
    for (opening, closing) in [("[", "]"), ("(", ")")] as [(Character, Character)]
    where text.last == closing {
      guard let start = text.lastIndex(of: opening) else { continue }
      let quantity = text[..<start].trimmed
      let unit = text[text.index(after: start)...].dropLast().trimmed
      guard !quantity.isEmpty, !unit.isEmpty else { continue }
      self.quantity = quantity
      self.unit = unit
      return
    }
    quantity = text
    unit = ""
  }
}

extension Substring {
  /// The text without spaces and tabs at its ends.
  var trimmed: String {
    var rest = self
    while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
    while rest.last == " " || rest.last == "\t" { rest.removeLast() }
    return String(rest)
  }
}
