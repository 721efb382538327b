/// RMSprop (Tieleman and Hinton 2012): s ← ρ s + (1 − ρ) g², θ ← θ − η g / (√s + ε), ρ 0.99, ε 1e-8; weight decay λ in the
/// gradient.
struct RMSProp: UpdateRule {
  let state: FloatBuffers
  private let weightDecay: Float

  private static let rho: Float = 0.99
  private static let epsilon: Float = 1e-8

  init(count: Int, weightDecay: Float) {
    state = FloatBuffers(1, of: count)
    self.weightDecay = weightDecay
  }

  func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, step: UpdateStep
  ) {
    let squares = state[0]
    let rate = Float(step.rate)
    for i in range {
      let g = gradient[i] * step.scale + weightDecay * parameters[i]
      let square = Self.rho * squares[i] + (1 - Self.rho) * g * g
      squares[i] = square < 1e-30 ? 0 : square
      parameters[i] -= rate * g / (squares[i].squareRoot() + Self.epsilon)
    }
  }
}
