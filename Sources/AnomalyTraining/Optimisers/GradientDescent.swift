/// Stochastic gradient descent with momentum μ: v ← μ v + g, θ ← θ − η v (Polyak 1964), or θ ← θ − η (g + μ v) (Nesterov
/// 1983, as Sutskever et al. 2013 write it); weight decay λ in the gradient.
struct GradientDescent: UpdateRule {
  let state: FloatBuffers
  private let momentum: Float
  private let isNesterov: Bool
  private let weightDecay: Float

  init(count: Int, momentum: Float, isNesterov: Bool, weightDecay: Float) {
    state = FloatBuffers(1, of: count)
    self.momentum = momentum
    self.isNesterov = isNesterov
    self.weightDecay = weightDecay
  }

  func update(
    _ range: Range<Int>, _ parameters: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, step: UpdateStep
  ) {
    let velocity = state[0]
    let rate = Float(step.rate)
    // θ − η (a g + b v) serves both forms.
    let (a, b): (Float, Float) = isNesterov ? (1, momentum) : (0, 1)
    for i in range {
      let g = gradient[i] * step.scale + weightDecay * parameters[i]
      let v = momentum * velocity[i] + g
      velocity[i] = abs(v) < 1e-30 ? 0 : v
      parameters[i] -= rate * (a * g + b * v)
    }
  }
}
