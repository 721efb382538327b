/// Adam (Kingma and Ba 2015), β₁ 0.9, β₂ 0.999, ε 1e-8; weight decay λ in the gradient, or decoupled from it (Loshchilov
/// and Hutter 2019).
///
/// θ ← θ − η λ θ − η m̂ / (√v̂ + ε) with decoupled decay; else g ← g + λ θ first.
struct Adam: UpdateRule {
  let state: FloatBuffers
  private let weightDecay: Float
  private let isDecoupled: Bool

  private static let beta1: Float = 0.9
  private static let beta2: Float = 0.999
  private static let epsilon: Float = 1e-8
  /// Moments below this become 0; they would decay into subnormal numbers, which are slow.
  private static let negligible: Float = 1e-30

  init(count: Int, weightDecay: Float, isDecoupled: Bool) {
    state = FloatBuffers(2, of: count)
    self.weightDecay = weightDecay
    self.isDecoupled = isDecoupled
  }

  func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, step: UpdateStep
  ) {
    update(
      range, parameters, gradient, scale: step.scale, decay: isDecoupled ? 0 : weightDecay,
      shrink: isDecoupled ? weightDecay * Float(step.rate) : 0,
      rate: Float(step.rate / (1 - Self.power(Double(Self.beta1), step.number))),
      correction: Float(1 / (1 - Self.power(Double(Self.beta2), step.number)).squareRoot()))
  }

  /// - Parameters:
  ///   - scale: factor of the gradient.
  ///   - decay: λ in the gradient.
  ///   - shrink: η λ beside it.
  ///   - rate: η / (1 − β₁ᵗ).
  ///   - correction: 1 / √(1 − β₂ᵗ).
  private func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, scale: Float,
    decay: Float, shrink: Float, rate: Float, correction: Float
  ) {
    let (m, v) = (state[0], state[1])
    for i in range {
      let g = gradient[i] * scale + decay * parameters[i]
      let moment = Self.beta1 * m[i] + (1 - Self.beta1) * g
      let square = Self.beta2 * v[i] + (1 - Self.beta2) * g * g
      m[i] = abs(moment) < Self.negligible ? 0 : moment
      v[i] = square < Self.negligible ? 0 : square
      parameters[i] -= shrink * parameters[i] + rate * m[i] / (v[i].squareRoot() * correction + Self.epsilon)
    }
  }

  /// `base` to the power of `exponent`, by squaring.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
