/// One layer of a graph. Every list of layer kinds in the package is an exhaustive switch over this enum.
public enum Layer: Sendable, Hashable {
  /// A dense layer with its activation.
  case dense(DenseLayer)
  /// A convolution over time.
  case convolution(ConvolutionLayer)
  /// A convolution over time that gives more steps than it reads.
  case transposedConvolution(TransposedConvolutionLayer)
  /// A recurrent cell over the steps.
  case recurrent(RecurrentLayer)
  /// Multi-head attention between steps.
  case attention(AttentionLayer)
  /// A memory of prototypes, read by content.
  case memory(MemoryLayer)
  /// The bottleneck of a variational autoencoder.
  case sampling(SamplingLayer)
  /// Batch norm.
  case batchNorm(BatchNormLayer)
  /// Layer norm.
  case layerNorm(LayerNormLayer)
  /// Position encodings.
  case positions(PositionsLayer)
  /// Learned queries of a decoder.
  case queries(QueriesLayer)
  /// An activation by itself.
  case activation(ActivationLayer)
  /// Softmax over channels.
  case softmax(SoftmaxLayer)
  /// Dropout.
  case dropout(DropoutLayer)
  /// Corruption of the input in training.
  case noise(NoiseLayer)
  /// A penalty on activations.
  case sparsity(SparsityLayer)
  /// The sum of two inputs.
  case add(AddLayer)
  /// Two inputs side by side.
  case join(JoinLayer)
  /// One vector at many steps.
  case repetition(RepeatLayer)

  /// The options of whatever kind it is.
  public var options: any LayerOptions {
    switch self {
    case .dense(let layer): layer
    case .convolution(let layer): layer
    case .transposedConvolution(let layer): layer
    case .recurrent(let layer): layer
    case .attention(let layer): layer
    case .memory(let layer): layer
    case .sampling(let layer): layer
    case .batchNorm(let layer): layer
    case .layerNorm(let layer): layer
    case .positions(let layer): layer
    case .queries(let layer): layer
    case .activation(let layer): layer
    case .softmax(let layer): layer
    case .dropout(let layer): layer
    case .noise(let layer): layer
    case .sparsity(let layer): layer
    case .add(let layer): layer
    case .join(let layer): layer
    case .repetition(let layer): layer
    }
  }
}

extension Layer: CustomStringConvertible {
  /// "dense 128 relu", "memory 64 cosine".
  public var description: String {
    let summary = options.summary
    return summary.isEmpty ? kind.rawValue : "\(kind.rawValue) \(summary)"
  }
}
