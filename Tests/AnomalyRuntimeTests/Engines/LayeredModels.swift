import AnomalyModels
import AnomalyNN
import SampleModels

/// Models whose layers need more of the engines than a stack of dense layers: positions, patches beyond the ends, curves,
/// several inputs and score terms; sizes that are multiples of nothing.
extension EngineModels {
  static var layered: [SampleModel] {
    get throws {
      try (convolutions + activations + graphs + scores + attentive + recurrent).enumerated().map { index, model in
        var model = model
        model.seed = UInt64(100 + index)
        return model
      }
    }
  }

  private static func chain(_ steps: Int, _ channels: Int, _ layers: [Layer]) throws -> SampleModel {
    SampleModel(try Graph(input: Shape(steps: steps, channels: channels), layers: layers))
  }

  private static func conv(_ filters: Int, _ kernel: Int, _ stride: Int = 1, _ f: Activation = .relu) -> Layer {
    .convolution(ConvolutionLayer(filters: filters, kernel: kernel, stride: stride, activation: f))
  }

  private static func dense(_ units: Int, _ f: Activation = .linear, perStep: Bool = false) -> Layer {
    .dense(DenseLayer(units: units, activation: f, isPerStep: perStep))
  }

  /// Strides, kernels and channels that meet addresses of every alignment.
  private static var convolutions: [SampleModel] {
    get throws {
      var models: [SampleModel] = []
      for (steps, channels, filters, kernel, stride) in [
        (9, 1, 3, 3, 2), (8, 4, 8, 4, 2), (7, 3, 5, 7, 1), (13, 2, 17, 5, 3), (6, 5, 65, 1, 1), (5, 8, 4, 9, 4),
      ] {
        let last = (steps + stride - 1) / stride
        models.append(
          try chain(
            steps, channels,
            [
              conv(filters, kernel, stride),
              .transposedConvolution(
                TransposedConvolutionLayer(filters: channels, kernel: 2 * stride, stride: stride, steps: steps)),
            ]))
        models.append(
          try chain(
            steps, channels,
            [
              conv(filters, kernel, stride, .linear), .batchNorm(BatchNormLayer(activation: .relu)),
              dense(3, .relu, perStep: true), .dropout(DropoutLayer(rate: 0.5)), dense(last * 2, .relu),
              dense(steps * channels),
            ]))
      }
      models.append(
        try chain(
          9, 3,
          [
            .convolution(ConvolutionLayer(filters: 6, kernel: 4, stride: 2, padding: .valid, activation: .silu)),
            dense(27),
          ]))
      return models
    }
  }

  /// Each function stored, and each as the result.
  private static var activations: [SampleModel] {
    get throws {
      try Activation.allCases.flatMap { f in
        [
          try chain(5, 3, [dense(9, f), dense(7, f, perStep: false), dense(15)]),
          try chain(4, 3, [dense(6, .tanh), dense(12, f)]),
        ]
      }
    }
  }

  /// Several inputs, shared parameters, repetitions, layers that stand alone.
  private static var graphs: [SampleModel] {
    get throws {
      let input = Shape(steps: 6, channels: 3)
      func graph(_ nodes: [Node]) throws -> SampleModel { SampleModel(try Graph(input: input, nodes: nodes)) }
      return [
        // A sum behind which an activation folds, of two convolutions.
        try graph([
          Node(conv(5, 3)), Node(conv(5, 5, 1, .tanh)), Node(conv(5, 3, 1, .linear), inputs: [0]),
          Node(.add(AddLayer()), inputs: [1, 2]), Node(.activation(ActivationLayer(activation: .gelu))),
          Node(dense(3, perStep: true)),
        ]),
        // A sum of sums.
        try graph([
          Node(dense(5, .relu, perStep: true)), Node(dense(5, perStep: true), inputs: [0]),
          Node(.add(AddLayer()), inputs: [0, 1]), Node(.add(AddLayer()), inputs: [2, 0]),
          Node(.activation(ActivationLayer(activation: .relu))), Node(dense(18)),
        ]),
        // A vector beside every step, and the input itself.
        try graph([
          Node(dense(3, .tanh)), Node(.repetition(RepeatLayer(count: 6))),
          Node(.join(JoinLayer()), inputs: [-1, 1]), Node(dense(3, .sigmoid, perStep: true)),
        ]),
        // A repeated vector, read per step, in patches, and as the result.
        try graph([
          Node(dense(5, .relu)), Node(.repetition(RepeatLayer(count: 6))), Node(dense(3, perStep: true)),
        ]),
        try graph([Node(dense(2, .elu)), Node(.repetition(RepeatLayer(count: 6))), Node(conv(3, 3, 1, .linear))]),
        try graph([Node(dense(3)), Node(.repetition(RepeatLayer(count: 6)))]),
        // Norms and activations without a dense layer before them; the result is an activation's.
        try graph([
          Node(.batchNorm(BatchNormLayer())), Node(.activation(ActivationLayer(activation: .leakyRelu))),
          Node(.batchNorm(BatchNormLayer(activation: .tanh))), Node(.noise(NoiseLayer(kind: .gaussian, amount: 1))),
        ]),
        try graph([
          Node(conv(3, 3, 1, .relu)), Node(.sparsity(SparsityLayer(kind: .l1, weight: 1))),
          Node(.activation(ActivationLayer(activation: .sigmoid)), inputs: [1]),
          Node(.add(AddLayer()), inputs: [1, 2]),
        ]),
        // Tables: behind a linear layer, behind another, and by themselves.
        try graph([
          Node(dense(5, perStep: true)), Node(.positions(PositionsLayer(kind: .learned))),
          Node(.activation(ActivationLayer(activation: .relu))), Node(.positions(PositionsLayer(kind: .sinusoidal))),
          Node(.queries(QueriesLayer(steps: 6))), Node(.add(AddLayer()), inputs: [3, 4]), Node(dense(18)),
        ]),
        // Shares that sum to 1, of steps and of a repeated vector, as a result and as an input.
        try graph([
          Node(dense(7, perStep: true)), Node(.softmax(SoftmaxLayer())), Node(dense(3)),
          Node(.repetition(RepeatLayer(count: 6))), Node(.softmax(SoftmaxLayer())),
        ]),
        // One matrix twice.
        try graph([
          Node(dense(3, .tanh, perStep: true)), Node(dense(3, .relu, perStep: true), shares: 0),
          Node(conv(3, 1, 1, .linear)),
        ]),
      ]
    }
  }

  /// Targets that are a part of the window, and scores of more than one term.
  private static var scores: [SampleModel] {
    get throws {
      let window = Shape(steps: 7, channels: 3)
      let input = Shape(steps: 6, channels: 3)
      let vae = try Graph(
        input: input, layers: [dense(10, .relu), dense(8), .sampling(SamplingLayer(klWeight: 0.1)), dense(18)])
      let memory = [
        Node(dense(5)), Node(.memory(MemoryLayer(slots: 7, temperature: 0.3))),
        Node(.join(JoinLayer()), inputs: [0, 1]), Node(dense(18)),
      ]
      var adversarial = ModelOptions(hidden: [11, 3])
      adversarial.outputActivation = .sigmoid
      return [
        SampleModel(
          try Graph(input: input, nodes: [Node(conv(5, 3)), Node(dense(3))], window: window, target: 18..<21)),
        SampleModel(try Graph(input: input, nodes: [Node(dense(1, .tanh))], window: window, target: 19..<20)),
        SampleModel(vae),
        SampleModel(try vae.scored(by: [ScoreTerm(node: 3), ScoreTerm(node: 2, weight: 0.05)])),
        SampleModel(
          try Graph(input: input, nodes: memory, score: [ScoreTerm(node: 1, weight: 0.2), ScoreTerm(node: 3)])),
        SampleModel(try Graph(input: input, nodes: memory, score: [ScoreTerm(node: 1)])),
        SampleModel(.gan, window: 6, columns: 3, options: adversarial),
        SampleModel(.vae, window: 5, columns: 3, options: ModelOptions(hidden: [9])),
        SampleModel(.convAutoencoder, window: 11, columns: 2, options: ModelOptions(hidden: [6, 3])),
      ]
    }
  }
}
