import AnomalyData
import Testing

@testable import AnomalyNN

/// Small graphs that between them use every layer with every option, and windows for them.
enum SampleGraphs {
  /// A graph, and the name a failing test reports.
  struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let graph: Graph
  }

  static let all: [Sample] = dense + memory + convolution

  static let dense: [Sample] = Activation.allCases.map { activation in
    sample(
      "dense \(activation)", input: Shape(steps: 5, channels: 2),
      [
        .dense(DenseLayer(units: 7, activation: activation)),
        .dense(DenseLayer(units: 3, activation: .linear)),
        .dense(DenseLayer(units: 10, activation: activation)),
      ])
  }

  static let memory: [Sample] = MemoryLayer.Similarity.allCases.flatMap { similarity in
    [Float(0), 0.12].flatMap { shrink in
      [Float(0), 0.05].map { entropyWeight in
        sample(
          "memory \(similarity) shrink \(shrink) entropy \(entropyWeight)", input: Shape(steps: 6, channels: 1),
          [
            .dense(DenseLayer(units: 5, activation: .tanh)),
            .memory(
              MemoryLayer(
                slots: 9, similarity: similarity, temperature: 0.5, shrink: shrink, entropyWeight: entropyWeight)),
            .dense(DenseLayer(units: 6, activation: .linear)),
          ])
      }
    }
  }

  static let convolution: [Sample] = [
    sample(
      "convolution and its mirror", input: Shape(steps: 11, channels: 3),
      [
        .convolution(ConvolutionLayer(filters: 4, kernel: 5, stride: 2, activation: .tanh)),
        .convolution(ConvolutionLayer(filters: 5, kernel: 3, stride: 3, activation: .silu)),
        .transposedConvolution(
          TransposedConvolutionLayer(filters: 4, kernel: 6, stride: 3, steps: 6, activation: .elu)),
        .transposedConvolution(TransposedConvolutionLayer(filters: 3, kernel: 6, stride: 2, steps: 11)),
      ]),
    sample(
      "valid convolution, dense per step", input: Shape(steps: 9, channels: 2),
      [
        .convolution(ConvolutionLayer(filters: 7, kernel: 4, padding: .valid, activation: .gelu)),
        .dense(DenseLayer(units: 3, activation: .leakyRelu, isPerStep: true)),
        .activation(ActivationLayer(activation: .tanh)),
        .dense(DenseLayer(units: 18)),
      ]),
  ]

  /// Windows of standard normal values.
  static func windows(of graph: Graph, count: Int, seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in (0..<graph.window.size).map { _ in random.normal() } }
  }

  private static func sample(_ name: String, input: Shape, _ layers: [Layer]) -> Sample {
    do { return Sample(testDescription: name, graph: try Graph(input: input, layers: layers)) } catch {
      preconditionFailure("\(name): \(error)")
    }
  }
}
