import Foundation

/// Numbers as they stand in sentences and tables of a report.
enum Wording {
  /// "1 event", "2 events".
  static func count(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

  /// With commas between thousands.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    let groups = stride(from: digits.count, to: 0, by: -3).reversed().map { String(digits[max(0, $0 - 3)..<$0]) }
    return (number < 0 ? "−" : "") + groups.joined(separator: ",")
  }

  /// Bytes, or thousands or millions of them.
  static func bytes(_ count: Int) -> String {
    switch count {
    case ..<10_000: "\(grouped(count)) B"
    case ..<1_000_000: String(format: "%.1f kB", Double(count) / 1e3)
    default: String(format: "%.1f MB", Double(count) / 1e6)
    }
  }

  /// Four decimals, or a dash.
  static func share(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "–" }

  /// Three decimals from and to, or a dash.
  static func interval(_ value: EvaluationLine.Interval?) -> String {
    value.map { String(format: "%.3f – %.3f", $0.low, $0.high) } ?? "–"
  }

  static func percent(_ share: Double) -> String { String(format: "%.2f %%", 100 * share) }

  /// The last component of a path.
  static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  /// Names in a sentence: "a, b and c".
  static func list(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and " + last
  }
}
