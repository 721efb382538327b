import AnomalyFormat
import AnomalyNN
import Foundation

/// An activation as an int8 program computes it: a table over the arguments that its results can tell apart.
struct Curve {
  /// The argument at entry 0 and the one at entry 256.
  let domain: ClosedRange<Double>
  /// `CurveLayout.count` entries.
  let entries: [Int16]

  /// - Parameters:
  ///   - range: where the results saturate; holds 0.
  ///   - entry: a result as an entry, before rounding.
  init(_ activation: Activation, within range: ClosedRange<Float>, _ entry: (Double) -> Double) {
    let domain = activation.domain(for: Double(range.lowerBound)...Double(range.upperBound))
    self.domain = domain
    let step = (domain.upperBound - domain.lowerBound) / 256
    entries = (0..<CurveLayout.count).map { index in
      Int16(min(max(entry(activation(domain.lowerBound + Double(index) * step)).rounded(), -32768), 32767))
    }
  }

  /// One unit of what the device looks the curve up with: the domain has 65536.
  var unit: Double { (domain.upperBound - domain.lowerBound) / 65536 }
  /// The argument that the device's 0 stands for.
  var center: Double { (domain.lowerBound + domain.upperBound) / 2 }
}

extension Activation {
  /// The arguments between which results inside `range` change: at its ends the function has left the range, or comes
  /// no nearer to its limit than an eighth of an int8 step. 0 is an entry, where the function may have a corner.
  fileprivate func domain(for range: ClosedRange<Double>) -> ClosedRange<Double> {
    let tolerance = (range.upperBound - range.lowerBound) / 255 / 8
    var low = 0.0
    var high = 0.0
    switch self {
    case .linear: (low, high) = (range.lowerBound, range.upperBound)
    case .relu: high = range.upperBound
    case .leakyRelu: (low, high) = (range.lowerBound / Double(Self.leak), range.upperBound)
    case .elu:
      low = range.lowerBound > -1 ? log1p(max(range.lowerBound, tolerance - 1)) : log1p(tolerance - 1)
      high = range.upperBound
    case .gelu, .silu:
      // Falls to a shallow minimum left of 0 and rises to 0 again.
      low = -1
      while self(low).magnitude > tolerance { low -= 0.25 }
      high = argument(of: range.upperBound, from: 0)
    case .tanh:
      low = -argument(of: min(-range.lowerBound, 1 - tolerance), from: 0)
      high = argument(of: min(range.upperBound, 1 - tolerance), from: 0)
    case .sigmoid:
      let least = max(range.lowerBound, tolerance)
      low = least < 0.5 ? -argument(of: 1 - least, from: 0) : 0
      high = range.upperBound > 0.5 ? argument(of: min(range.upperBound, 1 - tolerance), from: 0) : 0
    }
    return Self.withCornerAtEntry(min(low, 0)...max(high, 0))
  }

  /// The least argument from `start` on with at least this result, of a function that rises there.
  private func argument(of result: Double, from start: Double) -> Double {
    var high = 1.0
    while self(start + high) < result && high < 1e9 { high *= 2 }
    var low = 0.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if self(start + middle) < result { low = middle } else { high = middle }
    }
    return start + high
  }

  /// The least range around this one whose 256 equal parts meet at 0.
  private static func withCornerAtEntry(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
    let width = max(range.upperBound - range.lowerBound, 1e-9)
    let least: Double = range.lowerBound < 0 ? 1 : 0
    let most: Double = range.upperBound > 0 ? 255 : 256
    let below = min(max((-range.lowerBound / width * 256).rounded(), least), most)
    let step = max(below > 0 ? -range.lowerBound / below : 0, below < 256 ? range.upperBound / (256 - below) : 0, 1e-12)
    return -below * step...(256 - below) * step
  }
}
