public import AnomalyNN

/// The models that can be trained; the raw value is the name of `--model`.
public enum ModelKind: String, CaseIterable, Codable, Sendable {
  /// Dense autoencoder.
  case autoencoder
  /// Dense autoencoder that may only reconstruct from prototypes of normal data.
  case memoryAutoencoder = "memory-autoencoder"

  /// One line for a list of models.
  public var summary: String {
    switch self {
    case .autoencoder: Autoencoder.summary
    case .memoryAutoencoder: MemoryAutoencoder.summary
    }
  }

  /// The model's graph for windows of shape `input`. Options the model does not know are ignored.
  public func graph(input: Shape, options: ModelOptions = ModelOptions()) throws(GraphError) -> Graph {
    switch self {
    case .autoencoder: try Autoencoder(input: input, options: options).graph(input: input)
    case .memoryAutoencoder: try MemoryAutoencoder(input: input, options: options).graph(input: input)
    }
  }
}
