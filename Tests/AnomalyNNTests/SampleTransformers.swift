@testable import AnomalyNN

/// Small graphs with attention and what stands around it.
extension SampleGraphs {
  static let transformers: [Sample] = [
    sample(
      "attention of one head", input: Shape(steps: 5, channels: 2),
      [
        perStep(3, .tanh), .attention(AttentionLayer(heads: 1, headWidth: 4)), perStep(2),
      ]),
    sample(
      "causal attention of three heads", input: Shape(steps: 6, channels: 2),
      [
        perStep(4, .tanh), .attention(AttentionLayer(heads: 3, headWidth: 2, isCausal: true)), perStep(2),
      ]),
    sample(
      "attention to the input itself", input: Shape(steps: 4, channels: 3),
      [.attention(AttentionLayer(heads: 2, headWidth: 3))]),
    sample(
      "queries ask, first one encoder then the input", input: Shape(steps: 5, channels: 2),
      nodes: [
        Node(perStep(4, .tanh)), Node(.queries(QueriesLayer(steps: 3))),
        Node(.attention(AttentionLayer(heads: 2, headWidth: 3)), inputs: [1, 0]),
        Node(.attention(AttentionLayer(heads: 1, headWidth: 2)), inputs: [2, -1]),
        Node(.dense(DenseLayer(units: 10))),
      ]),
    sample(
      "one input asks and answers, and is read again", input: Shape(steps: 4, channels: 2),
      nodes: [
        Node(perStep(3, .tanh)),
        Node(.attention(AttentionLayer(heads: 2, headWidth: 2, isCausal: true)), inputs: [0, 0]),
        Node(.attention(AttentionLayer(heads: 1, headWidth: 2)), inputs: [1, 0]),
        Node(.add(AddLayer()), inputs: [2, 1]), Node(perStep(2)),
      ]),
    sample(
      "a block with its norms behind", input: Shape(steps: 5, channels: 2),
      nodes: [
        Node(perStep(4)), Node(.positions(PositionsLayer(kind: .learned))),
        Node(.attention(AttentionLayer(heads: 2, headWidth: 2))), Node(.add(AddLayer()), inputs: [1, 2]),
        Node(.layerNorm(LayerNormLayer(epsilon: 1e-3))), Node(perStep(6, .tanh)), Node(perStep(4)),
        Node(.add(AddLayer()), inputs: [4, 6]), Node(.layerNorm(LayerNormLayer(epsilon: 1e-3))), Node(perStep(2)),
      ]),
    sample(
      "sinusoids, a norm that is read twice, softmax", input: Shape(steps: 4, channels: 3),
      nodes: [
        Node(perStep(5, .tanh)), Node(.positions(PositionsLayer(kind: .sinusoidal))),
        Node(.layerNorm(LayerNormLayer(epsilon: 0.1))), Node(.softmax(SoftmaxLayer())),
        Node(.add(AddLayer()), inputs: [3, 1]), Node(perStep(3)),
      ]),
    sample(
      "norm, positions, softmax of the input itself", input: Shape(steps: 3, channels: 4),
      nodes: [
        Node(.layerNorm(LayerNormLayer())), Node(.positions(PositionsLayer()), inputs: [-1]),
        Node(.softmax(SoftmaxLayer()), inputs: [-1]), Node(.add(AddLayer()), inputs: [0, 1]),
        Node(.add(AddLayer()), inputs: [3, 2]),
      ]),
  ]

  private static func perStep(_ units: Int, _ activation: Activation = .linear) -> Layer {
    .dense(DenseLayer(units: units, activation: activation, isPerStep: true))
  }
}
