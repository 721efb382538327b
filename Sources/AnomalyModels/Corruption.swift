import AnomalyNN

/// What the autoencoders may train against: a corrupted input, and a penalty on codes that are not sparse.
struct Corruption: Sendable, Hashable {
  private let noise: NoiseLayer?
  private let sparsity: SparsityLayer?

  /// Gaussian noise of deviation 0.1 or masks with probability 0.2, and a weight of 0.001 for L1 or 0.01 for KL, unless
  /// told otherwise.
  init(options: ModelOptions) {
    noise = options.denoising.map { kind in
      NoiseLayer(kind: kind, amount: options.noise ?? (kind == .gaussian ? 0.1 : 0.2))
    }
    sparsity = options.sparse.map { kind in
      SparsityLayer(kind: kind, weight: options.sparseWeight ?? (kind == .l1 ? 0.001 : 0.01))
    }
  }

  /// What stands before the first layer.
  var before: [Layer] { noise.map { [.noise($0)] } ?? [] }
  /// What stands behind the bottleneck.
  var behind: [Layer] { sparsity.map { [.sparsity($0)] } ?? [] }
}
