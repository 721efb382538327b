public import AnomalyNN

/// USAD, "UnSupervised Anomaly Detection on multivariate time series" (Audibert et al., KDD 2020): two autoencoders with
/// one encoder, AE₁ = D₁(E(x)) and AE₂ = D₂(E(x)). AE₂ learns to tell windows from what AE₁ made of them, AE₁ to deceive
/// it. Score: α · |x − AE₁(x)|² + β · |x − AE₂(AE₁(x))|², each a mean over the values of the window.
public struct AdversarialAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions = ModelOption.stack.union([.discriminatorScore])

  /// Encoder and the decoders, which are alike.
  public var stack: DenseStack
  /// β, the share of the discriminator in the score; α is 1 − β.
  public var discriminatorScore: Float

  /// The options, and where they are silent: the layers of the autoencoder, β 0.5.
  public init(window: Shape, options: ModelOptions = ModelOptions()) {
    stack = DenseStack(window: window, options: options)
    discriminatorScore = options.discriminatorScore ?? 0.5
  }

  /// Layers of the encoder, and of each decoder.
  private var counts: (encoder: Int, decoder: Int) { (stack.encoder.count, stack.decoder(outputSize: 1).count) }

  /// E, D₁, E again on its result, D₂.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    let encoder = stack.encoder
    let decoder = stack.decoder(outputSize: window.size)
    var nodes = (encoder + decoder).map { Node($0) }
    let first = nodes.count - 1
    nodes += encoder.enumerated().map { Node($1, shares: $0) }
    nodes += decoder.map { Node($0) }
    let graph = try Graph(input: window, nodes: nodes)
    return try graph.scored(
      by: [(first, 1 - discriminatorScore), (nodes.count - 1, discriminatorScore)].filter { $0.1 > 0 }
        .map { ScoreTerm(node: $0.0, weight: $0.1) })
  }

  /// The graph with D₂(E(x)) behind it, and which nodes are which.
  public func adversarial(window: Shape) throws(GraphError) -> AdversarialRoles? {
    let (encoder, decoder) = counts
    let graph = try graph(window: window)
    let third = graph.nodes.count - 1
    let secondDecoder = graph.nodes.count - decoder..<graph.nodes.count
    let again = secondDecoder.enumerated().map { place, node in
      Node(graph.nodes[node].layer, inputs: place == 0 ? [encoder - 1] : [], shares: node)
    }
    return AdversarialRoles(
      graph: try Graph(input: window, nodes: graph.nodes + again), encoder: Array(0..<encoder),
      firstDecoder: Array(encoder..<encoder + decoder), secondDecoder: Array(secondDecoder),
      first: encoder + decoder - 1, second: third + decoder, third: third, alpha: 1 - discriminatorScore,
      beta: discriminatorScore)
  }
}
