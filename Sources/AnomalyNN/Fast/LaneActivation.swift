extension Activation {
  /// y = f(y + b) in place over `[units]` lanes.
  @inline(__always) func apply(_ y: UnsafeMutablePointer<Lanes>, bias: UnsafePointer<Float>, units: Int) {
    switch self {
    case .linear: for unit in 0..<units { y[unit] = y[unit] + bias[unit] }
    case .relu: for unit in 0..<units { y[unit] = (y[unit] + bias[unit]).positivePart }
    case .tanh: for unit in 0..<units { y[unit] = Lanes.hyperbolicTangent(y[unit] + bias[unit]) }
    case .sigmoid: for unit in 0..<units { y[unit] = Lanes.sigmoid(y[unit] + bias[unit]) }
    }
  }

  /// delta = delta ∘ f′ in place, f′ taken at the result y.
  @inline(__always) func applyDerivative(
    _ delta: UnsafeMutablePointer<Lanes>, result y: UnsafePointer<Lanes>, units: Int
  ) {
    switch self {
    case .linear: return
    case .relu: for unit in 0..<units { delta[unit].replace(with: 0, where: y[unit] .<= 0) }
    case .tanh: for unit in 0..<units { delta[unit] *= 1 - y[unit] * y[unit] }
    case .sigmoid: for unit in 0..<units { delta[unit] *= y[unit] * (1 - y[unit]) }
    }
  }
}
