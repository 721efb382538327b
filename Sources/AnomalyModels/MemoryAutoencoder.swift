public import AnomalyNN

/// Memory-augmented autoencoder: the decoder sees only a mixture of prototypes of normal data, so that what is unlike all
/// of them cannot be reconstructed (Gong et al., ICCV 2019).
public struct MemoryAutoencoder: Sendable, Hashable {
  static let summary = "dense autoencoder that reconstructs from a memory of normal prototypes"

  /// Encoder and decoder.
  public var stack: DenseStack
  /// The memory between them.
  public var memory: MemoryLayer

  /// The options, and the model's defaults for what they leave open.
  public init(input: Shape, options: ModelOptions = ModelOptions()) {
    stack = DenseStack(input: input, options: options)
    memory = MemoryLayer(
      slots: options.slots ?? 64, similarity: options.similarity ?? .cosine,
      temperature: options.temperature ?? 0.1, shrink: options.shrink ?? 0,
      entropyWeight: options.entropyWeight ?? 0)
  }

  /// Encoder, memory, decoder.
  public func graph(input: Shape) throws(GraphError) -> Graph {
    try Graph(input: input, layers: stack.encoder + [.memory(memory)] + stack.decoder(outputSize: input.size))
  }
}
