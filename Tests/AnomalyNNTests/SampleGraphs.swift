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

  static let all: [Sample] = dense + memory + convolution + elementwise + branches + recurrent + transformers

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
      "kernels longer than their input", input: Shape(steps: 4, channels: 2),
      [
        .convolution(ConvolutionLayer(filters: 3, kernel: 7, stride: 2, activation: .tanh)),
        .convolution(ConvolutionLayer(filters: 2, kernel: 7, stride: 2, activation: .tanh)),
        .transposedConvolution(
          TransposedConvolutionLayer(filters: 3, kernel: 8, stride: 2, steps: 2, activation: .tanh)),
        .transposedConvolution(TransposedConvolutionLayer(filters: 2, kernel: 8, stride: 2, steps: 4)),
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

  static let recurrent: [Sample] = RecurrentLayer.Cell.allCases.flatMap { cell in
    [
      sample(
        "\(cell), last state", input: Shape(steps: 3, channels: 2),
        [.recurrent(RecurrentLayer(cell: cell, units: 6, returnsSequence: false))]),
      sample(
        "\(cell) of one step", input: Shape(steps: 1, channels: 3),
        [.recurrent(RecurrentLayer(cell: cell, units: 3, returnsSequence: true))]),
      sample(
        "\(cell) stacked", input: Shape(steps: 4, channels: 2),
        [
          .recurrent(RecurrentLayer(cell: cell, units: 4, returnsSequence: true)),
          .recurrent(RecurrentLayer(cell: cell, units: 3, returnsSequence: true)),
          .dense(DenseLayer(units: 2, isPerStep: true)),
        ]),
      sample(
        "\(cell) behind a dense layer per step, last state", input: Shape(steps: 3, channels: 2),
        [
          .dense(DenseLayer(units: 4, activation: .tanh, isPerStep: true)),
          .recurrent(RecurrentLayer(cell: cell, units: 5, returnsSequence: true)),
          .recurrent(RecurrentLayer(cell: cell, units: 3, returnsSequence: false)),
          .dense(DenseLayer(units: 6)),
        ]),
      sample(
        "\(cell) autoencoder", input: Shape(steps: 3, channels: 2),
        [
          .recurrent(RecurrentLayer(cell: cell, units: 4, returnsSequence: false)), .repetition(RepeatLayer(count: 3)),
          .recurrent(RecurrentLayer(cell: cell, units: 3, returnsSequence: true)),
          .dense(DenseLayer(units: 2, isPerStep: true)),
        ]),
      sample(
        "\(cell) beside its input, tied", input: Shape(steps: 3, channels: 4),
        nodes: [
          Node(.dense(DenseLayer(units: 4, activation: .tanh, isPerStep: true))),
          Node(.recurrent(RecurrentLayer(cell: cell, units: 4, returnsSequence: true))),
          Node(.add(AddLayer()), inputs: [0, 1]),
          Node(.recurrent(RecurrentLayer(cell: cell, units: 4, returnsSequence: true)), shares: 1),
        ]),
    ]
  }

  static let elementwise: [Sample] =
    [
      Layer.sampling(SamplingLayer(klWeight: 0.3)), .dropout(DropoutLayer(rate: 0.4)),
      .noise(NoiseLayer(kind: .gaussian, amount: 0.3)), .noise(NoiseLayer(kind: .maskValues, amount: 0.3)),
      .noise(NoiseLayer(kind: .maskSteps, amount: 0.3)), .sparsity(SparsityLayer(kind: .l1, weight: 0.1)),
      .sparsity(SparsityLayer(kind: .kl, weight: 0.1, target: 0.2)), .batchNorm(BatchNormLayer(activation: .gelu)),
      .repetition(RepeatLayer(count: 3)),
    ].map { layer in
      sample(
        "\(layer)", input: Shape(steps: 4, channels: 2),
        [
          .dense(DenseLayer(units: 6, activation: .sigmoid, isPerStep: true)), layer,
          .dense(DenseLayer(units: 5, activation: .tanh)), .dense(DenseLayer(units: 8)),
        ])
    }

  static let branches: [Sample] = [
    sample(
      "a sum, a join, tied weights", input: Shape(steps: 3, channels: 4),
      nodes: [
        Node(.dense(DenseLayer(units: 4, activation: .tanh, isPerStep: true))),
        Node(.add(AddLayer()), inputs: [0, -1]),
        Node(.dense(DenseLayer(units: 4, activation: .tanh, isPerStep: true)), shares: 0),
        Node(.join(JoinLayer()), inputs: [2, 0]),
        Node(.add(AddLayer()), inputs: [3, 3]),
        Node(.batchNorm(BatchNormLayer(activation: .tanh))),
        Node(.batchNorm(BatchNormLayer()), shares: 5),
        Node(.dense(DenseLayer(units: 4, isPerStep: true))),
      ]),
    sample(
      "a forecast of one column", input: Shape(steps: 4, channels: 2),
      nodes: [
        Node(.dropout(DropoutLayer(rate: 0.2))), Node(.dense(DenseLayer(units: 3, activation: .tanh))),
        Node(.dense(DenseLayer(units: 1))),
      ], window: Shape(steps: 5, channels: 2), target: 9..<10),
  ]

  /// Windows of standard normal values.
  static func windows(of graph: Graph, count: Int, seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in (0..<graph.window.size).map { _ in random.normal() } }
  }

  static func sample(_ name: String, input: Shape, _ layers: [Layer]) -> Sample {
    sample(name, input: input, nodes: layers.map { Node($0) })
  }

  static func sample(
    _ name: String, input: Shape, nodes: [Node], window: Shape? = nil, target: Range<Int>? = nil
  ) -> Sample {
    do {
      return Sample(
        testDescription: name, graph: try Graph(input: input, nodes: nodes, window: window, target: target))
    } catch {
      preconditionFailure("\(name): \(error)")
    }
  }
}
