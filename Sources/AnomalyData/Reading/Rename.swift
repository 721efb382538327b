/// A new name for a column, as in `s1=Pressure [bar]`.
public struct Rename: Sendable, Equatable {
  /// What the file calls the column, or its number (`#3`).
  public let old: String
  /// What it is called from here on.
  public let new: String

  /// Calls the column `old` `new`.
  public init(old: String, new: String) {
    self.old = old
    self.new = new
  }

  /// Reads `old=new`; nil without a name on each side. The first `=` counts.
  public init?(_ text: String) {
    guard let equals = text.firstIndex(of: "="), equals > text.startIndex else { return nil }
    let new = String(text[text.index(after: equals)...])
    guard !new.isEmpty else { return nil }
    self.init(old: String(text[..<equals]), new: new)
  }
}
