extension Layer {
  /// The slow form of whatever kind it is.
  package var reference: any ReferenceLayer {
    switch self {
    case .dense(let layer): layer
    case .memory(let layer): layer
    case .convolution(let layer): layer
    case .transposedConvolution(let layer): layer
    case .activation(let layer): layer
    case .attention(let layer): layer
    case .layerNorm(let layer): layer
    case .positions(let layer): layer
    case .queries(let layer): layer
    case .softmax(let layer): layer
    case .recurrent(let layer): layer
    case .sampling(let layer): layer
    case .batchNorm(let layer): layer
    case .dropout(let layer): layer
    case .noise(let layer): layer
    case .sparsity(let layer): layer
    case .add(let layer): layer
    case .join(let layer): layer
    case .repetition(let layer): layer
    }
  }
}
