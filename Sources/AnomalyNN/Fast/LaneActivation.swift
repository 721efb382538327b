extension Activation {
  /// y = f(y + b) in place over `[units]` lanes.
  func apply(_ y: UnsafeMutablePointer<Lanes>, bias: UnsafePointer<Float>, units: Int) {
    switch self {
    case .linear: Self.map(y, bias, units) { $0 }
    case .relu: Self.map(y, bias, units) { FastMath.positivePart($0) }
    case .tanh: Self.map(y, bias, units) { FastMath.hyperbolicTangent($0) }
    case .sigmoid: Self.map(y, bias, units) { FastMath.sigmoid($0) }
    }
  }

  /// delta = delta ∘ f′ in place, f′ taken at the result y.
  func applyDerivative(_ delta: UnsafeMutablePointer<Lanes>, result y: UnsafeMutablePointer<Lanes>, units: Int) {
    let (delta, y) = (delta.floats, y.floats)
    let count = units * Lanes.laneCount
    switch self {
    case .linear: return
    case .relu: for i in 0..<count { delta[i] = y[i] <= 0 ? 0 : delta[i] }
    case .tanh: for i in 0..<count { delta[i] *= 1 - y[i] * y[i] }
    case .sigmoid: for i in 0..<count { delta[i] *= y[i] * (1 - y[i]) }
    }
  }

  @inline(__always) private static func map(
    _ y: UnsafeMutablePointer<Lanes>, _ bias: UnsafePointer<Float>, _ units: Int, _ function: (Float) -> Float
  ) {
    for unit in 0..<units {
      let lanes = (y + unit).floats
      let b = bias[unit]
      for lane in 0..<Lanes.laneCount { lanes[lane] = function(lanes[lane] + b) }
    }
  }
}
