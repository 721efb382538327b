public import AnomalyNN

/// Dense autoencoder: what the bottleneck cannot carry is what training data never showed (Sakurada and Yairi 2014). With
/// `sparse` its code is kept near 0 (Ng 2011), with `denoising` it learns to repair a corrupted window (Vincent et al.
/// 2008).
public struct Autoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions = ModelOption.stack.union(ModelOption.regularisation)

  /// Encoder and decoder.
  public var stack: DenseStack
  private let corruption: Corruption

  /// The options, and the model's defaults for what they leave open. A KL penalty needs a code in (0, 1): its bottleneck
  /// is a sigmoid unless told otherwise.
  public init(window: Shape, options: ModelOptions = ModelOptions()) {
    var options = options
    if options.sparse == .kl { options.bottleneckActivation = options.bottleneckActivation ?? .sigmoid }
    stack = DenseStack(window: window, options: options)
    corruption = Corruption(options: options)
  }

  /// Encoder, decoder.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    try Graph(
      input: window,
      layers: corruption.before + stack.encoder + corruption.behind + stack.decoder(outputSize: window.size))
  }
}
