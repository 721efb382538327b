public import AnomalyNN

/// The dense encoder and its mirrored decoder that the autoencoders share: input → hidden₁ → … → bottleneck → … →
/// hidden₁ → input.
public struct DenseStack: Sendable, Hashable {
  /// Units of the encoder's layers, first to bottleneck.
  public var hidden: [Int]
  /// Activation of all hidden layers but the bottleneck.
  public var activation: Activation
  /// Activation of the bottleneck.
  public var bottleneckActivation: Activation
  /// Activation of the reconstruction.
  public var outputActivation: Activation
  /// Whether batch norm stands before the activations of the hidden layers.
  public var batchNorm: Bool

  /// The options, and where they are silent: ReLU, a linear result, and `defaultHidden`.
  init(window: Shape, options: ModelOptions) {
    hidden = options.hidden ?? Self.defaultHidden(inputSize: window.size)
    activation = options.activation ?? .relu
    bottleneckActivation = options.bottleneckActivation ?? .relu
    outputActivation = options.outputActivation ?? .linear
    batchNorm = options.batchNorm ?? false
  }

  /// Half the input, between 16 and 128 units, then an eighth of it, at most 32; at least 8, where that is no more than
  /// half the input.
  static func defaultHidden(inputSize: Int) -> [Int] {
    let least = max(min(inputSize / 2, 8), 1)
    return [min(max(inputSize / 2, 16), 128), min(max(inputSize / 8, least), 32)]
  }

  /// From the window to the bottleneck.
  var encoder: [Layer] {
    hidden.dropLast().flatMap { layer($0, activation) } + (hidden.last.map { layer($0, bottleneckActivation) } ?? [])
  }

  /// From the bottleneck to `outputSize` values.
  func decoder(outputSize: Int) -> [Layer] {
    hidden.dropLast().reversed().flatMap { layer($0, activation) }
      + [.dense(DenseLayer(units: outputSize, activation: outputActivation))]
  }

  /// A hidden layer.
  func layer(_ units: Int, _ activation: Activation) -> [Layer] {
    batchNorm
      ? [.dense(DenseLayer(units: units)), .batchNorm(BatchNormLayer(activation: activation))]
      : [.dense(DenseLayer(units: units, activation: activation))]
  }
}
