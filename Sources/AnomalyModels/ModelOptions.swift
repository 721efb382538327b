public import AnomalyNN

/// What a user may set of a model; nil leaves the model's default.
public struct ModelOptions: Codable, Sendable, Hashable {
  /// Units of the encoder's layers, first to bottleneck; the decoder mirrors them.
  public var hidden: [Int]?
  /// Activation of the hidden layers.
  public var activation: Activation?
  /// Activation of the bottleneck, the encoder's last layer.
  public var bottleneckActivation: Activation?
  /// Activation of the reconstruction.
  public var outputActivation: Activation?
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

  /// Options, all open unless given.
  public init(
    hidden: [Int]? = nil, activation: Activation? = nil, bottleneckActivation: Activation? = nil,
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
