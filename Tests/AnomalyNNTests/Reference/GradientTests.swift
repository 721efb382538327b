import AnomalyData
import Testing

@testable import AnomalyNN

/// The reference's gradients against central differences, all in Double.
@Suite struct GradientTests {
  @Test(arguments: SampleGraphs.all) func everyLayerAgreesWithDifferences(_ sample: SampleGraphs.Sample) {
    check(sample.graph, loss: .squaredError)
  }

  @Test(arguments: [Loss.squaredError, .absoluteError, .huber(delta: 0.7)])
  func everyLossAgreesWithDifferences(_ loss: Loss) {
    check(SampleGraphs.dense[0].graph, loss: loss)
  }

  /// |g − d| ≤ 1e-6 · max(|g|, |d|, 1e-3 · the largest gradient): relative, but for derivatives that are next to nothing.
  private func check(_ graph: Graph, loss: Loss) {
    let windows = SampleGraphs.windows(of: graph, count: 3, seed: 5)
    var parameters = graph.initialParameters(random: RandomSource(seed: 11)).map(Double.init)
    // Biases away from 0, so that their place in the formulas counts.
    var random = RandomSource(seed: 3)
    for i in parameters.indices { parameters[i] += 0.05 * random.normal() }
    let noise = NoiseKey(seed: 4, step: 9)
    for slot in graph.slots where slot.role == .variance { for i in slot.range { parameters[i] = abs(parameters[i]) } }
    let gradient = graph.referenceGradient(loss, windows: windows, parameters: parameters, noise: noise)
    let outputs = graph.referenceOutputs(windows, parameters: parameters, noise: noise)
    let largest = gradient.map(abs).max() ?? 0
    #expect(largest > 1e-4)
    var worst = 0.0
    for slot in graph.slots where !slot.role.isStatistic {
      for i in slot.range {
        let h = 1e-5
        let centre = parameters[i]
        func value(_ x: Double) -> Double {
          parameters[i] = x
          // What stands before the first layer that uses the parameter stays as it is.
          return graph.referenceLoss(
            loss, windows: windows, parameters: parameters, noise: noise, known: outputs[..<slot.layer])
        }
        // Fourth order: the error of the difference stays below the tolerance.
        let near = (value(centre + h) - value(centre - h)) / (2 * h)
        let far = (value(centre + 2 * h) - value(centre - 2 * h)) / (4 * h)
        let difference = (4 * near - far) / 3
        parameters[i] = centre
        worst = max(
          worst, abs(gradient[i] - difference) / max(abs(gradient[i]), abs(difference), 1e-3 * largest))
      }
    }
    #expect(worst <= 1e-6)
  }

  /// The kink is elsewhere: the sample weights must have some slots shrunk away and some not, or nothing is tested.
  @Test(arguments: SampleGraphs.memory) func shrinkLeavesSomeSlots(_ sample: SampleGraphs.Sample) throws {
    guard case .memory(let layer) = sample.graph.layers[1] else { return }
    let parameters = sample.graph.initialParameters(random: RandomSource(seed: 11)).map(Double.init)
    let window = SampleGraphs.windows(of: sample.graph, count: 1, seed: 5)[0]
    let query = sample.graph.referenceOutputs([window], parameters: parameters)[0][0]
    let attention = layer.referenceAttention(
      query, parameters: Array(parameters[sample.graph.parameterRange(of: 1)]))
    #expect(abs(attention.reduce(0, +) - 1) < 1e-12)
    let alive = attention.count { $0 > 0 }
    #expect(alive >= 1)
    #expect(layer.shrink == 0 ? alive == layer.slots : alive < layer.slots)
  }

  @Test func shrinkToNothingKeepsTheWeights() {
    let layer = MemoryLayer(slots: 4, similarity: .dot, shrink: 0.9)
    let attention = layer.referenceAttention([0.0, 0.0], parameters: [1, 2, 3, 4, 5, 6, 7, 8])
    #expect(attention == [0.25, 0.25, 0.25, 0.25])
  }
}
