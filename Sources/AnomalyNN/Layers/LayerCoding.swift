extension Layer {
  /// What a layer is called in a graph file.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// The names of the cases of `Layer`, words divided by hyphens.
    case dense, convolution, recurrent, attention, memory, sampling, positions, queries, activation, softmax, dropout
    case noise, sparsity, add, join
    case transposedConvolution = "transposed-convolution"
    case batchNorm = "batch-norm"
    case layerNorm = "layer-norm"
    case repetition = "repeat"
  }

  /// What the layer is called in a graph file.
  public var kind: Kind {
    switch self {
    case .dense: .dense
    case .convolution: .convolution
    case .transposedConvolution: .transposedConvolution
    case .recurrent: .recurrent
    case .attention: .attention
    case .memory: .memory
    case .sampling: .sampling
    case .batchNorm: .batchNorm
    case .layerNorm: .layerNorm
    case .positions: .positions
    case .queries: .queries
    case .activation: .activation
    case .softmax: .softmax
    case .dropout: .dropout
    case .noise: .noise
    case .sparsity: .sparsity
    case .add: .add
    case .join: .join
    case .repetition: .repetition
    }
  }
}

/// A layer is written as its options beside its name: `{"layer": "dense", "units": 128, "activation": "relu"}`.
extension Layer: Codable {
  private enum CodingKeys: String, CodingKey { case layer }

  /// Reads the kind, then the options of that kind.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .layer) {
    case .dense: self = .dense(try DenseLayer(from: decoder))
    case .convolution: self = .convolution(try ConvolutionLayer(from: decoder))
    case .transposedConvolution: self = .transposedConvolution(try TransposedConvolutionLayer(from: decoder))
    case .recurrent: self = .recurrent(try RecurrentLayer(from: decoder))
    case .attention: self = .attention(try AttentionLayer(from: decoder))
    case .memory: self = .memory(try MemoryLayer(from: decoder))
    case .sampling: self = .sampling(try SamplingLayer(from: decoder))
    case .batchNorm: self = .batchNorm(try BatchNormLayer(from: decoder))
    case .layerNorm: self = .layerNorm(try LayerNormLayer(from: decoder))
    case .positions: self = .positions(try PositionsLayer(from: decoder))
    case .queries: self = .queries(try QueriesLayer(from: decoder))
    case .activation: self = .activation(try ActivationLayer(from: decoder))
    case .softmax: self = .softmax(try SoftmaxLayer(from: decoder))
    case .dropout: self = .dropout(try DropoutLayer(from: decoder))
    case .noise: self = .noise(try NoiseLayer(from: decoder))
    case .sparsity: self = .sparsity(try SparsityLayer(from: decoder))
    case .add: self = .add(try AddLayer(from: decoder))
    case .join: self = .join(try JoinLayer(from: decoder))
    case .repetition: self = .repetition(try RepeatLayer(from: decoder))
    }
  }

  /// Writes the kind beside the options of the layer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .layer)
    try options.encode(to: encoder)
  }
}
