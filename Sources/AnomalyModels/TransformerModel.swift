public import AnomalyNN

/// Transformer that reconstructs its window (Vaswani et al. 2017, norms behind the sums): an encoder alone, or an encoder
/// whose result a decoder of learned queries asks. With `mask` it learns to fill in hidden steps.
public struct TransformerModel: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = [
    .width, .heads, .headWidth, .feedForward, .blocks, .positions, .dropout, .decoder, .mask, .activation,
  ]

  /// Channels between the layers.
  public var width: Int
  /// Heads, and values of a query in each.
  public var heads: Int, headWidth: Int
  /// Units of the feed-forward layers, and their activation.
  public var feedForward: Int, activation: Activation
  /// Blocks of the encoder, and of the decoder.
  public var blocks: Int
  /// How steps are told apart.
  public var positions: PositionsLayer.Kind
  /// Share of values dropped behind attention and feed-forward layers.
  public var dropout: Float
  /// Whether there is a decoder.
  public var hasDecoder: Bool
  /// Share of steps hidden in training.
  public var mask: Float

  /// The options, and where they are silent: 2 blocks of width 32, 4 heads that share the width, 64 feed-forward units,
  /// learned positions.
  public init(options: ModelOptions = ModelOptions()) {
    width = options.width ?? 32
    heads = options.heads ?? 4
    headWidth = options.headWidth ?? max((options.width ?? 32) / max(options.heads ?? 4, 1), 1)
    feedForward = options.feedForward ?? 2 * max(options.width ?? 32, 1)
    activation = options.activation ?? .relu
    blocks = options.blocks ?? 2
    positions = options.positions ?? .learned
    dropout = options.dropout ?? 0
    hasDecoder = options.hasDecoder ?? false
    mask = options.mask ?? 0
  }

  /// Projection and positions, blocks, projection back at every step.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    var nodes: [Node] = []
    if mask > 0 { nodes.append(Node(.noise(NoiseLayer(kind: .maskSteps, amount: mask)))) }
    nodes.append(Node(.dense(DenseLayer(units: width, isPerStep: true))))
    nodes.append(Node(.positions(PositionsLayer(kind: positions))))
    for _ in 0..<max(blocks, 0) {
      addAttention(to: &nodes)
      addFeedForward(to: &nodes)
    }
    if hasDecoder {
      let encoded = nodes.count - 1
      nodes.append(Node(.queries(QueriesLayer(steps: window.steps))))
      for _ in 0..<max(blocks, 0) {
        addAttention(to: &nodes)
        addAttention(to: &nodes, context: encoded)
        addFeedForward(to: &nodes)
      }
    }
    nodes.append(Node(.dense(DenseLayer(units: window.channels, isPerStep: true))))
    return try Graph(input: window, nodes: nodes)
  }

  private func addAttention(to nodes: inout [Node], context: Int? = nil) {
    let start = nodes.count - 1
    nodes.append(
      Node(
        .attention(AttentionLayer(heads: heads, headWidth: headWidth)), inputs: [start] + (context.map { [$0] } ?? [])))
    close(over: start, &nodes)
  }

  private func addFeedForward(to nodes: inout [Node]) {
    let start = nodes.count - 1
    nodes.append(Node(.dense(DenseLayer(units: feedForward, activation: activation, isPerStep: true))))
    nodes.append(Node(.dense(DenseLayer(units: width, isPerStep: true))))
    close(over: start, &nodes)
  }

  /// Dropout, the sum with what node `start` gave, and a norm.
  private func close(over start: Int, _ nodes: inout [Node]) {
    if dropout > 0 { nodes.append(Node(.dropout(DropoutLayer(rate: dropout)))) }
    nodes.append(Node(.add(AddLayer()), inputs: [start, nodes.count - 1]))
    nodes.append(Node(.layerNorm(LayerNormLayer())))
  }
}
