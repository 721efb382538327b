/// The options of models, by their names on the command line.
public enum ModelOption: String, CaseIterable, Sendable {
  /// What each sets is written at the property of `ModelOptions` of nearly the same name.
  case hidden, activation, latent, beta, encoder, slots, similarity, temperature, shrink, entropy, dropout, width, heads
  case blocks, positions, mask, sparse, denoising, noise, kernel, decoder, forecast, join
  case penalty
  case bottleneckActivation = "bottleneck-activation"
  case outputActivation = "output-activation"
  case batchNorm = "batch-norm"
  case sparseWeight = "sparse-weight"
  case convolutionStride = "conv-stride"
  case divergenceScore = "kl-score"
  case memoryScore = "memory-score"
  case predictedColumn = "predict"
  case headWidth = "head-width"
  case feedForward = "feed-forward"
  case discriminatorScore = "discriminator-score"

  /// Options about the units and functions of a dense stack.
  static let stack: Set<ModelOption> = [.hidden, .activation, .bottleneckActivation, .outputActivation, .batchNorm]
  /// Options about training against corruption and with sparse codes.
  static let regularisation: Set<ModelOption> = [.sparse, .sparseWeight, .denoising, .noise]
}
