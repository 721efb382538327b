import AnomalyNN
import CTrainingKernels

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

  init(count: Int, weightDecay: Float, isDecoupled: Bool) {
    state = FloatBuffers(2, of: count)
    self.weightDecay = weightDecay
    self.isDecoupled = isDecoupled
  }

  func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, step: UpdateStep
  ) {
    var update = training_update(
      gradient_scale: step.scale, limit: .infinity, coupled_decay: isDecoupled ? 0 : weightDecay,
      decay: isDecoupled ? weightDecay * Float(step.rate) : 0,
      rate: Float(step.rate / (1 - Self.power(Double(Self.beta1), step.number))), beta1: Self.beta1, beta2: Self.beta2,
      correction: Float(1 / (1 - Self.power(Double(Self.beta2), step.number)).squareRoot()), epsilon: Self.epsilon)
    let start = range.lowerBound
    training_adam(
      Instructions.best.rawValue, &update, parameters + start, state[0] + start, state[1] + start, gradient + start,
      range.count)
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
