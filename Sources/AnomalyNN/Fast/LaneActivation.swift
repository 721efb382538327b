extension Activation {
  /// y = f(y + b) in place over `[units]` lanes.
  func apply(_ y: UnsafeMutablePointer<Lanes>, bias: UnsafePointer<Float>, units: Int) {
    for unit in 0..<units { y[unit] += bias[unit] }
    apply(y, count: units)
  }

  /// y = f(y) in place.
  func apply(_ y: UnsafeMutablePointer<Lanes>, count: Int) {
    switch self {
    case .linear: return
    case .relu: Self.map(y, count) { FastMath.positivePart($0) }
    case .leakyRelu: Self.map(y, count) { $0 < 0 ? Activation.leak * $0 : $0 }
    case .elu: Self.map(y, count) { $0 < 0 ? FastMath.exponential($0) - 1 : $0 }
    case .gelu: Self.map(y, count) { $0 * FastMath.sigmoid(2 * Self.geluArgument($0)) }
    case .silu: Self.map(y, count) { $0 * FastMath.sigmoid($0) }
    case .tanh: Self.map(y, count) { FastMath.hyperbolicTangent($0) }
    case .sigmoid: Self.map(y, count) { FastMath.sigmoid($0) }
    }
  }

  /// delta = delta ∘ f′ in place, f′ taken at the argument x, where f needs it, and the result y.
  func applyDerivative(
    _ delta: UnsafeMutablePointer<Lanes>, argument x: UnsafeMutablePointer<Lanes>,
    result y: UnsafeMutablePointer<Lanes>, count: Int
  ) {
    let (delta, x, y) = (delta.floats, x.floats, y.floats)
    let count = count * Lanes.laneCount
    switch self {
    case .linear: return
    case .relu: for i in 0..<count { delta[i] = y[i] <= 0 ? 0 : delta[i] }
    case .leakyRelu: for i in 0..<count { delta[i] = y[i] <= 0 ? Activation.leak * delta[i] : delta[i] }
    case .elu: for i in 0..<count { delta[i] = y[i] <= 0 ? (y[i] + 1) * delta[i] : delta[i] }
    case .gelu:
      for i in 0..<count {
        // x/2 (1 + tanh u) = x σ(2u)
        let s = FastMath.sigmoid(2 * Self.geluArgument(x[i]))
        delta[i] *= s + x[i] * s * (1 - s) * 1.595_769_1 * (1 + 0.134145 * x[i] * x[i])
      }
    case .silu:
      for i in 0..<count {
        let s = FastMath.sigmoid(x[i])
        delta[i] *= s * (1 + x[i] * (1 - s))
      }
    case .tanh: for i in 0..<count { delta[i] *= 1 - y[i] * y[i] }
    case .sigmoid: for i in 0..<count { delta[i] *= y[i] * (1 - y[i]) }
    }
  }

  @inline(__always) private static func geluArgument(_ x: Float) -> Float {
    0.797_884_56 * (x + 0.044715 * x * x * x)
  }

  @inline(__always) private static func map(
    _ y: UnsafeMutablePointer<Lanes>, _ count: Int, _ function: (Float) -> Float
  ) {
    let y = y.floats
    for i in 0..<count * Lanes.laneCount { y[i] = function(y[i]) }
  }
}
