public import AnomalyNN

/// Dense autoencoder: what the bottleneck cannot carry is what training data never showed (Sakurada and Yairi 2014).
public struct Autoencoder: Sendable, Hashable {
  static let summary = "dense autoencoder: reconstructs the window through a bottleneck"

  /// Encoder and decoder.
  public var stack: DenseStack

  /// The options, and the model's defaults for what they leave open.
  public init(input: Shape, options: ModelOptions = ModelOptions()) {
    stack = DenseStack(input: input, options: options)
  }

  /// Encoder, decoder.
  public func graph(input: Shape) throws(GraphError) -> Graph {
    try Graph(input: input, layers: stack.encoder + stack.decoder(outputSize: input.size))
  }
}
