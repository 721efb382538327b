import Foundation

/// The vertical axis of a panel: from values to pixels.
struct ValueAxis {
  /// Whether equal distances are equal ratios.
  let isLogarithmic: Bool
  /// Values at the bottom and the top.
  let range: ClosedRange<Double>
  let area: PlotArea

  /// Covers all finite `values` and `marks`, with a little air; a logarithmic axis covers the positive ones
  /// down to seven decades below the largest.
  init(covering values: [Float], marks: [Float] = [], isLogarithmic: Bool = false, area: PlotArea) {
    var low = Double.infinity
    var high = -Double.infinity
    func extend(_ value: Float) {
      guard value.isFinite, !isLogarithmic || value > 0 else { return }
      low = min(low, Double(value))
      high = max(high, Double(value))
    }
    for value in values { extend(value) }
    for mark in marks { extend(mark) }
    self.isLogarithmic = isLogarithmic
    self.area = area
    range = isLogarithmic ? Self.logarithmicRange(low, high) : Self.linearRange(low, high)
  }

  private static func linearRange(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    guard low <= high else { return 0...1 }
    guard low < high else {
      let air = low == 0 ? 1 : abs(low) * 0.1
      return low - air...high + air
    }
    let air = (high - low) * 0.06
    return (low >= 0 && low < air * 2 ? 0 : low - air)...(high + air)
  }

  private static func logarithmicRange(_ low: Double, _ high: Double) -> ClosedRange<Double> {
    guard low <= high else { return 0.1...10 }
    let low = max(low, high * 1e-7)
    let air = max(1.2, pow(high / low, 0.05))
    return low / air...high * air
  }

  /// The axis from and to given values.
  init(_ range: ClosedRange<Double>, isLogarithmic: Bool = false, area: PlotArea) {
    self.range = range
    self.isLogarithmic = isLogarithmic
    self.area = area
  }

  /// How far along the axis `value` lies, 0 at its lower and 1 at its upper end; values that a logarithmic axis cannot
  /// show lie on its lower end.
  func share(_ value: Double) -> Double {
    let low = range.lowerBound
    let high = range.upperBound
    return isLogarithmic
      ? (log(max(value, low)) - log(low)) / (log(high) - log(low))
      : (value - low) / (high - low)
  }

  /// The pixel of `value`.
  func y(_ value: Double) -> Double { area.bottom - share(value) * area.height }

  /// Ticks about 30 pixels apart; closer where that leaves fewer than two.
  var ticks: [Tick] {
    let count = max(2, Int(area.height / 30))
    if isLogarithmic { return Tick.logarithmic(in: range, count: count) }
    let ticks = Tick.linear(in: range, count: count)
    return ticks.count >= 2 ? ticks : Tick.linear(in: range, count: 2 * count)
  }

  /// Grid lines and tick texts left of the area.
  var svg: String {
    ticks.map { tick in
      let y = y(tick.value)
      return SVGText.line(x1: area.left, y1: y, x2: area.right, y2: y, style: "grid")
        + SVGText.label(tick.text, x: area.left - 8, y: y + 4, style: "tick", anchor: "end")
    }.joined()
  }
}
