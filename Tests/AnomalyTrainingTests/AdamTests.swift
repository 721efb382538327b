import AnomalyNN
import Testing

@testable import AnomalyTraining

/// The optimiser against its equations, written down in Double.
@Suite struct AdamTests {
  @Test(arguments: [Float(0), 0.1]) func followsTheEquations(_ weightDecay: Float) {
    let adam = Adam(count: 3, learningRate: 0.01, weightDecay: weightDecay, team: ThreadTeam(threads: 1))
    var parameters: [Float] = [1, -2, 0.5]
    var expected = parameters.map(Double.init)
    var m = [0.0, 0, 0]
    var v = [0.0, 0, 0]
    for t in 1...20 {
      let gradient = expected.indices.map { Float($0 - 1) * 0.3 + Float(t % 5) * 0.1 }
      adam.step(&parameters, gradient: gradient)
      for i in expected.indices {
        let g = Double(gradient[i])
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g * g
        let bias1 = 1 - (1...t).reduce(1.0) { p, _ in p * 0.9 }
        let bias2 = 1 - (1...t).reduce(1.0) { p, _ in p * 0.999 }
        expected[i] -=
          0.01 * Double(weightDecay) * expected[i] + 0.01 * (m[i] / bias1) / ((v[i] / bias2).squareRoot() + 1e-8)
      }
    }
    // Twenty steps of 0.01, each rounded a few times in Float; 1 − β₂ in Float is off by 1e-5 of itself.
    for (a, b) in zip(parameters, expected) { #expect(abs(Double(a) - b) < 2e-6) }
  }
}
