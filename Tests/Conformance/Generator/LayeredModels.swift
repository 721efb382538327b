import AnomalyModels
import AnomalyNN
import SampleModels

/// Models that take the engines through positions, patches, curves, sums, joins, tables, targets and score terms.
func layeredModels() throws -> [(name: String, model: SampleModel)] {
  var convolutions = ModelOptions(hidden: [7, 3], activation: .elu)
  convolutions.kernel = 5
  var adversarial = ModelOptions(hidden: [9, 3], activation: .leakyRelu)
  adversarial.outputActivation = .sigmoid
  var variational = ModelOptions(hidden: [9], activation: .gelu)
  variational.divergenceScore = 1
  var prototypes = ModelOptions(hidden: [9, 5], activation: .tanh, slots: 6)
  prototypes.joins = true
  prototypes.memoryScore = .both
  return [
    ("conv-autoencoder", SampleModel(.convAutoencoder, window: 9, columns: 3, options: convolutions)),
    ("two-residuals", SampleModel(.gan, window: 5, columns: 3, options: adversarial)),
    ("vae", SampleModel(.vae, window: 5, columns: 3, options: variational)),
    ("memory-distance", SampleModel(.memoryAutoencoder, window: 5, columns: 3, options: prototypes)),
    ("forecast", try forecaster()),
    ("sums", try sums()),
  ]
}

/// From six rows, by a convolution without padding, to the seventh.
private func forecaster() throws -> SampleModel {
  let nodes = [
    Node(.convolution(ConvolutionLayer(filters: 5, kernel: 3, padding: .valid, activation: .silu))),
    Node(.batchNorm(BatchNormLayer())), Node(.dense(DenseLayer(units: 3))),
  ]
  return SampleModel(
    try Graph(
      input: Shape(steps: 6, channels: 3), nodes: nodes, window: Shape(steps: 7, channels: 3), target: 18..<21))
}

/// Every way in which results meet: sums, joins, repetitions, positions, queries, shares of 1.
private func sums() throws -> SampleModel {
  SampleModel(
    try Graph(
      input: Shape(steps: 5, channels: 3),
      nodes: [
        Node(.dense(DenseLayer(units: 5, isPerStep: true))), Node(.positions(PositionsLayer(kind: .learned))),
        Node(.queries(QueriesLayer(steps: 5))), Node(.add(AddLayer()), inputs: [1, 2]),
        Node(.activation(ActivationLayer(activation: .silu))), Node(.softmax(SoftmaxLayer())),
        Node(.add(AddLayer()), inputs: [4, 5]), Node(.dense(DenseLayer(units: 2, activation: .tanh)), inputs: [4]),
        Node(.repetition(RepeatLayer(count: 5))), Node(.join(JoinLayer()), inputs: [6, 8]),
        Node(.dense(DenseLayer(units: 3, isPerStep: true))),
      ]))
}
