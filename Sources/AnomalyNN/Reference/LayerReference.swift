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
    case .recurrent, .sampling, .batchNorm, .dropout, .noise,
      .sparsity, .add, .join, .repetition:
      preconditionFailure("\(self) has no reference yet")
    }
  }
}
