/// A length of time in whole nanoseconds, as in `500ms`, `1.5 h` or `60` for seconds.
public struct TimeSpan: Sendable, Hashable {
  /// Its nanoseconds.
  public let nanoseconds: Int64

  /// So many nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  private static let units: [(name: String, size: Int64)] = [
    ("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
    ("ms", 1_000_000), ("us", 1_000), ("ns", 1),
  ]

  /// Reads a positive number and a unit of `ns`, `us`, `ms`, `s`, `min`, `h` and `d`, seconds where there is none; nil for
  /// anything else.
  public init?(_ text: String) {
    let number = text.prefix { $0.isNumber || $0 == "." }
    var unit = text.dropFirst(number.count).drop { $0 == " " }
    if unit == "µs" { unit = "us" }
    guard let value = Double(number), let size = unit.isEmpty ? 1e9 : TimeSpan.size(of: String(unit)),
      let nanoseconds = Int64(exactly: (value * size).rounded()), nanoseconds > 0, nanoseconds <= TimeFormat.limit
    else { return nil }
    self.nanoseconds = nanoseconds
  }

  private static func size(of unit: String) -> Double? {
    units.first { $0.name == unit }.map { Double($0.size) }
  }

  /// In the largest unit that leaves at most three decimals and no number below one: `1.5 h`.
  public var text: String {
    for (name, size) in TimeSpan.units where nanoseconds.magnitude >= size.magnitude {
      let thousandths = (Double(nanoseconds) / Double(size) * 1000).rounded() / 1000
      let exact = Int64(exactly: (thousandths * Double(size)).rounded()) == nanoseconds
      if exact || size == 1 || nanoseconds.magnitude / 2 >= size.magnitude {
        let whole = thousandths == thousandths.rounded() ? "\(Int64(thousandths))" : "\(thousandths)"
        return "\(whole) \(name)"
      }
    }
    return "\(nanoseconds) ns"
  }
}
