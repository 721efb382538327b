import Foundation

/// A marked place on an axis.
struct Tick: Equatable {
  /// In units of the axis.
  var value: Double
  var text: String
}

extension Tick {
  /// Multiples of 1, 2 or 5 times a power of ten inside `range`, about `count` of them.
  static func linear(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    let step = niceStep(range.upperBound - range.lowerBound, count: count)
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard first <= last else { return [] }
    return stride(from: first, through: last, by: 1).map { index in
      Tick(value: index * step, text: text(index * step, step: step))
    }
  }

  /// Powers of ten inside the positive `range`, at most about `count`; below two decades 2 and 5 times them as well.
  static func logarithmic(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    let decades = log10(range.upperBound) - log10(range.lowerBound)
    let factors: [Double] = decades <= 2 ? [1, 2, 5] : [1]
    let stride = max(1, (decades / Double(count)).rounded(.up))
    var ticks: [Tick] = []
    var exponent = (log10(range.lowerBound) / stride).rounded(.down) * stride
    while exponent <= log10(range.upperBound) + 1e-9 {
      for factor in factors {
        let value = factor * pow(10, exponent)
        if range.contains(value) { ticks.append(Tick(value: value, text: text(value, step: value))) }
      }
      exponent += stride
    }
    return ticks
  }

  /// The smallest of 1, 2, 5 × 10^k that cuts `span` into at most `count` steps.
  static func niceStep(_ span: Double, count: Int) -> Double {
    let raw = span / Double(max(1, count))
    let power = pow(10, log10(raw).rounded(.down))
    let factor = [1.0, 2, 5].first { raw <= $0 * power * (1 + 1e-9) } ?? 10
    return factor * power
  }

  /// `value` with as many decimals as `step` needs and commas between thousands from 10,000 on; very large and very small
  /// numbers with a power of ten.
  static func text(_ value: Double, step: Double) -> String {
    if value == 0 { return "0" }
    if abs(value) >= 1e7 || step < 0.99e-4 { return powerText(value) }
    let decimals = max(0, Int((-log10(step) - 1e-9).rounded(.up)))
    return grouped(String(format: "%.\(decimals)f", value))
  }

  /// `value` with three significant digits, trailing zeros dropped, for labels that stand alone.
  static func shortText(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return value == 0 ? "0" : "\(value)" }
    let exponent = Int((log10(abs(value)) + 1e-9).rounded(.down))
    if exponent < -4 || exponent > 6 { return powerText(value) }
    var text = String(format: "%.\(max(0, 2 - exponent))f", value)
    if text.contains(".") {
      while text.last == "0" { text.removeLast() }
      if text.last == "." { text.removeLast() }
    }
    return grouped(text)
  }

  /// 1.2·10⁻⁵.
  private static func powerText(_ value: Double) -> String {
    let exponent = Int((log10(abs(value)) + 1e-9).rounded(.down))
    let mantissa = (value / pow(10, Double(exponent)) * 100).rounded() / 100
    let digits = mantissa == mantissa.rounded() ? "\(Int(mantissa))" : "\(mantissa)"
    let power = "10" + superscript(exponent)
    return digits == "1" ? power : "\(digits.replacing("-", with: "−"))·\(power)"
  }

  /// A true minus sign, and commas between thousands where there are at least five digits before the point.
  private static func grouped(_ text: String) -> String {
    let digits = text.drop { $0 == "-" }
    let whole = digits.prefix { $0 != "." }
    var result = ""
    for (index, digit) in whole.enumerated() {
      if whole.count >= 5, index > 0, (whole.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return (text.hasPrefix("-") ? "−" : "") + result + digits.dropFirst(whole.count)
  }

  private static func superscript(_ exponent: Int) -> String {
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (exponent < 0 ? "⁻" : "") + String("\(abs(exponent))".map { digits[$0.wholeNumberValue!] })
  }
}
