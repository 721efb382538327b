extension Layer {
  /// The slow form of whatever kind it is.
  package var reference: any ReferenceLayer {
    switch self {
    case .dense(let layer): layer
    case .memory(let layer): layer
    case .convolution(let layer): layer
    case .transposedConvolution(let layer): layer
    case .activation(let layer): layer
    case .recurrent, .attention, .sampling, .batchNorm, .layerNorm, .positions, .queries, .softmax, .dropout, .noise,
      .sparsity, .add, .join, .repetition:
      preconditionFailure("\(self) has no reference yet")
    }
  }
}
