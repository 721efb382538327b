public import AnomalyNN

/// What a user may set of a model; nil leaves the model's default.
public struct ModelOptions: Codable, Sendable, Hashable {
  /// Units, filters or cells of the encoder's layers, first to bottleneck; a decoder mirrors them.
  public var hidden: [Int]?
  /// Activation of the hidden layers.
  public var activation: Activation?
  /// Activation of the bottleneck, the encoder's last layer.
  public var bottleneckActivation: Activation?
  /// Activation of the reconstruction.
  public var outputActivation: Activation?
  /// Whether batch norm stands between hidden layers and their activations.
  public var batchNorm: Bool?
  /// Penalty on the bottleneck's activations.
  public var sparse: SparsityLayer.Kind?
  /// Its weight in the loss.
  public var sparseWeight: Float?
  /// How the input is corrupted in training.
  public var denoising: NoiseLayer.Kind?
  /// How much of it: a standard deviation or a probability.
  public var noise: Float?
  /// Steps that a convolution sees.
  public var kernel: Int?
  /// Steps from one result of a convolution to the next.
  public var convolutionStride: Int?
  /// Values of the bottleneck.
  public var latent: Int?
  /// β of the divergence in the loss.
  public var beta: Float?
  /// Weight of the divergence in the score.
  public var divergenceScore: Float?
  /// What the encoder of a memory model is made of.
  public var encoder: MemoryAutoencoder.Encoder?
  /// Number of prototypes.
  public var slots: Int?
  /// How queries and prototypes are compared.
  public var similarity: MemoryLayer.Similarity?
  /// Divides the similarity before softmax.
  public var temperature: Float?
  /// λ of the hard shrink; 0 switches it off.
  public var shrink: Float?
  /// Weight of the attention's entropy in the loss.
  public var entropyWeight: Float?
  /// Whether the decoder sees the query beside what was read.
  public var joins: Bool?
  /// What the score of a memory model adds up.
  public var memoryScore: MemoryAutoencoder.Score?
  /// Share of values dropped between layers.
  public var dropout: Float?
  /// The column that is predicted; all of them when nil.
  public var predictedColumn: Int?
  /// Whether a linear model predicts the next row.
  public var forecasts: Bool?
  /// Channels of a transformer.
  public var width: Int?
  /// Heads of its attention.
  public var heads: Int?
  /// Values of a query in one head.
  public var headWidth: Int?
  /// Units of its feed-forward layers.
  public var feedForward: Int?
  /// Blocks of its encoder, and of its decoder.
  public var blocks: Int?
  /// Its positions.
  public var positions: PositionsLayer.Kind?
  /// Whether it has a decoder.
  public var hasDecoder: Bool?
  /// Share of steps hidden from it in training.
  public var mask: Float?
  /// Share of the discriminator in the score of an adversarial model.
  public var discriminatorScore: Float?
  /// Noise that a ridge autoencoder assumes, as a share of the mean variance; or k-means, which then denoises windows first.
  public var penalty: Float?

  /// Options, all open.
  public init() {}

  /// Options of an autoencoder, all open unless given.
  public init(
    hidden: [Int]?, activation: Activation? = nil, bottleneckActivation: Activation? = nil,
    outputActivation: Activation? = nil, slots: Int? = nil, similarity: MemoryLayer.Similarity? = nil,
    temperature: Float? = nil, shrink: Float? = nil, entropyWeight: Float? = nil
  ) {
    self.hidden = hidden
    self.activation = activation
    self.bottleneckActivation = bottleneckActivation
    self.outputActivation = outputActivation
    self.slots = slots
    self.similarity = similarity
    self.temperature = temperature
    self.shrink = shrink
    self.entropyWeight = entropyWeight
  }
}
