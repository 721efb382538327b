public import AnomalyNN

/// Variational autoencoder (Kingma and Welling 2014; An and Cho 2015 for anomalies): the code is a distribution, drawn
/// from in training, replaced by its mean in scores.
///
/// Loss: mean squared error + β / (values of a window) · KL. With unit weight on the squared error, β is twice the variance
/// of the noise that the reconstruction is taken to have (β-VAE, Higgins et al. 2017).
public struct VariationalAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = ModelOption.stack.union([.latent, .beta, .divergenceScore])
    .subtracting([.bottleneckActivation])

  /// Encoder and decoder without the code.
  public var stack: DenseStack
  /// Values of the code.
  public var latent: Int
  /// β.
  public var beta: Float
  /// Weight of the KL divergence in the score; 0 leaves the reconstruction alone.
  public var divergenceScore: Float

  /// The options, and where they are silent: the hidden layers of the autoencoder, a code as long as its bottleneck, β 0.1,
  /// a score without divergence.
  public init(window: Shape, options: ModelOptions = ModelOptions()) {
    var options = options
    let usual = DenseStack.defaultHidden(inputSize: window.size)
    options.hidden = options.hidden ?? usual.dropLast()
    options.bottleneckActivation = options.activation ?? .relu
    stack = DenseStack(window: window, options: options)
    latent = options.latent ?? usual[usual.count - 1]
    beta = options.beta ?? 0.1
    divergenceScore = options.divergenceScore ?? 0
  }

  /// Encoder, means and log variances, code, decoder.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    let (count, overflows) = latent.multipliedReportingOverflow(by: 2)
    var layers = stack.encoder
    layers.append(.dense(DenseLayer(units: overflows ? .max : count)))
    layers.append(.sampling(SamplingLayer(klWeight: beta / Float(window.size))))
    let code = layers.count - 1
    layers += stack.hidden.reversed().flatMap { stack.layer($0, stack.activation) }
    layers.append(.dense(DenseLayer(units: window.size, activation: stack.outputActivation)))
    let graph = try Graph(input: window, layers: layers)
    guard divergenceScore > 0 else { return graph }
    return try graph.scored(by: [
      ScoreTerm(node: layers.count - 1), ScoreTerm(node: code, weight: divergenceScore / Float(window.size)),
    ])
  }
}
