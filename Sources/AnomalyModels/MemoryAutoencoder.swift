public import AnomalyNN

/// Memory-augmented autoencoder: the decoder sees only a mixture of prototypes of normal data, so that what is unlike all
/// of them cannot be reconstructed (Gong et al., ICCV 2019).
public struct MemoryAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions = ModelOption.stack.union([
    .encoder, .slots, .similarity, .temperature, .shrink, .entropy, .join, .memoryScore, .kernel, .convolutionStride,
  ])

  /// What the encoder is made of.
  public enum Encoder: String, CaseIterable, Codable, Sendable {
    /// Dense layers.
    case dense
    /// Convolutions over time, then a dense layer.
    case convolution
    /// An LSTM, whose last state is the query.
    case lstm
    /// A GRU, whose last state is the query.
    case gru
  }

  /// What the score adds up.
  public enum Score: String, CaseIterable, Codable, Sendable {
    /// The mean squared residual.
    case reconstruction
    /// The mean squared distance of the query from its nearest prototype.
    case distance
    /// The sum of both.
    case both
  }

  /// Encoder and decoder.
  public var stack: DenseStack
  /// What the encoder is made of.
  public var encoder: Encoder
  /// The memory between them.
  public var memory: MemoryLayer
  /// Whether the decoder sees the query beside what was read.
  public var joins: Bool
  /// What the score adds up.
  public var score: Score
  /// Steps that a convolution of the encoder sees, and from one result to the next.
  public var kernel: Int, stride: Int

  /// The options, and the model's defaults for what they leave open.
  public init(window: Shape, options: ModelOptions = ModelOptions()) {
    stack = DenseStack(window: window, options: options)
    encoder = options.encoder ?? .dense
    memory = MemoryLayer(
      slots: options.slots ?? 64, similarity: options.similarity ?? .cosine,
      temperature: options.temperature ?? 0.1, shrink: options.shrink ?? 0,
      entropyWeight: options.entropyWeight ?? 0)
    joins = options.joins ?? false
    score = options.memoryScore ?? .reconstruction
    kernel = options.kernel ?? 7
    stride = options.convolutionStride ?? 2
  }

  /// Encoder, memory, decoder.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    var nodes = encoderLayers.map { Node($0) }
    let query = nodes.count - 1
    nodes.append(Node(.memory(memory)))
    let read = nodes.count - 1
    if joins { nodes.append(Node(.join(JoinLayer()), inputs: [query, read])) }
    nodes += stack.decoder(outputSize: window.size).map { Node($0) }
    let residual = ScoreTerm(node: nodes.count - 1)
    let graph = try Graph(input: window, nodes: nodes)
    let distance = ScoreTerm(node: read, weight: 1 / Float(graph.outputShapes[read].size))
    return switch score {
    case .reconstruction: graph
    case .distance: try graph.scored(by: [distance])
    case .both: try graph.scored(by: [residual, distance])
    }
  }

  /// From the window to the query.
  private var encoderLayers: [Layer] {
    let last = stack.hidden.last ?? 0
    switch encoder {
    case .dense: return stack.encoder
    case .convolution:
      return stack.hidden.dropLast().map {
        .convolution(ConvolutionLayer(filters: $0, kernel: kernel, stride: stride, activation: stack.activation))
      } + [.dense(DenseLayer(units: last, activation: stack.bottleneckActivation))]
    case .lstm: return recurrent(.lstm)
    case .gru: return recurrent(.gru)
    }
  }

  private func recurrent(_ cell: RecurrentLayer.Cell) -> [Layer] {
    stack.hidden.enumerated().map { index, units in
      .recurrent(RecurrentLayer(cell: cell, units: units, returnsSequence: index < stack.hidden.count - 1))
    }
  }
}
