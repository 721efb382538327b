/// What the name of a column tells about times: `Time [ms]`, `time_us`, `t (s)`, `Timestamp`.
struct TimeName {
  /// Whether a column of this name holds times.
  let isTime: Bool
  /// Nanoseconds in what its numbers count; nil where the name does not say.
  let unit: Int64?

  /// Reads a name with its unit in brackets, or after the last underscore.
  init(_ name: String) {
    let column = ColumnName(name)
    var quantity = column.quantity.lowercased()
    var unit = TimeName.nanoseconds[column.unit.lowercased()]
    let isBracketed = unit != nil
    if column.unit.isEmpty, let mark = quantity.lastIndex(of: "_"),
      let found = TimeName.nanoseconds[String(quantity[quantity.index(after: mark)...])]
    {
      unit = found
      quantity = String(quantity[..<mark])
    }
    // A `t` or what elapsed is a time only with such a unit, and `t_s` or `t_min` may be a temperature.
    isTime =
      TimeName.names.contains(quantity) || (unit != nil && quantity.hasPrefix("elapsed"))
      || (isBracketed && quantity == "t")
    self.unit = isTime ? unit : nil
  }

  private static let names: Set = ["time", "timestamp", "datetime", "date"]

  private static let nanoseconds: [String: Int64] = {
    let units: [(Int64, [String])] = [
      (1, ["ns", "nsec", "nanoseconds"]), (1000, ["us", "µs", "μs", "usec", "microseconds"]),
      (1_000_000, ["ms", "msec", "milliseconds"]), (1_000_000_000, ["s", "sec", "secs", "seconds"]),
      (60_000_000_000, ["min", "minutes"]), (3_600_000_000_000, ["h", "hours"]),
    ]
    return Dictionary(uniqueKeysWithValues: units.flatMap { unit in unit.1.map { ($0, unit.0) } })
  }()
}
