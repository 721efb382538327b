import AnomalyNN
import Testing

@testable import AnomalyTraining

/// The optimisers against their equations, written down in Double.
@Suite struct UpdateRuleTests {
  /// One parameter of one rule: takes it, its gradient and the number of the step.
  typealias Equations = (inout Double, Double, Int) -> Void

  /// Twenty steps of three parameters by a rule, against equations of their own for each.
  private func compare(_ rule: any UpdateRule, rate: Double = 0.01, _ equations: () -> Equations) {
    var parameters: [Float] = [1, -2, 0.5]
    var expected = parameters.map(Double.init)
    let each = expected.map { _ in equations() }
    for t in 1...20 {
      let gradient = expected.indices.map { Float($0 - 1) * 0.3 + Float(t % 5) * 0.1 }
      rule.update(0..<2, &parameters, gradient, step: UpdateStep(number: t, rate: rate, scale: 0.5))
      rule.update(2..<3, &parameters, gradient, step: UpdateStep(number: t, rate: rate, scale: 0.5))
      for i in expected.indices { each[i](&expected[i], Double(gradient[i]) * 0.5, t) }
    }
    // Twenty steps of 0.01, each rounded a few times in Float; 1 − β₂ in Float is off by 1e-5 of itself.
    for (a, b) in zip(parameters, expected) { #expect(abs(Double(a) - b) < 2e-6, "\(a) \(b)") }
  }

  @Test(arguments: [(Float(0), false), (0.1, false), (0.1, true)])
  func adam(weightDecay: Float, isDecoupled: Bool) {
    compare(Adam(count: 3, weightDecay: weightDecay, isDecoupled: isDecoupled)) {
      var (m, v) = (0.0, 0.0)
      return { p, gradient, t in
        let g = gradient + (isDecoupled ? 0 : Double(weightDecay) * p)
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g * g
        let bias1 = 1 - (1...t).reduce(1.0) { power, _ in power * 0.9 }
        let bias2 = 1 - (1...t).reduce(1.0) { power, _ in power * 0.999 }
        p -= (isDecoupled ? 0.01 * Double(weightDecay) * p : 0) + 0.01 * (m / bias1) / ((v / bias2).squareRoot() + 1e-8)
      }
    }
  }

  @Test(arguments: [(Float(0), false), (0.9, false), (0.9, true)])
  func gradientDescent(momentum: Float, isNesterov: Bool) {
    let rule = GradientDescent(count: 3, momentum: momentum, isNesterov: isNesterov, weightDecay: 0.1)
    compare(rule) {
      var v = 0.0
      return { p, gradient, _ in
        let g = gradient + 0.1 * p
        v = Double(momentum) * v + g
        p -= 0.01 * (isNesterov ? g + Double(momentum) * v : v)
      }
    }
  }

  @Test(arguments: [Float(0), 0.1]) func rmsprop(weightDecay: Float) {
    compare(RMSProp(count: 3, weightDecay: weightDecay)) {
      var s = 0.0
      return { p, gradient, _ in
        let g = gradient + Double(weightDecay) * p
        s = 0.99 * s + 0.01 * g * g
        p -= 0.01 * g / (s.squareRoot() + 1e-8)
      }
    }
  }
}
