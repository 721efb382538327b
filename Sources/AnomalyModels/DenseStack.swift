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

  /// The options, and where they are silent: ReLU, a linear result, and `defaultHidden`.
  init(input: Shape, options: ModelOptions) {
    hidden = options.hidden ?? Self.defaultHidden(inputSize: input.size)
    activation = options.activation ?? .relu
    bottleneckActivation = options.bottleneckActivation ?? .relu
    outputActivation = options.outputActivation ?? .linear
  }

  /// Half the input, between 16 and 128 units, then an eighth of it, at most 32; at least 8, where that is no more than
  /// half the input.
  static func defaultHidden(inputSize: Int) -> [Int] {
    let least = max(min(inputSize / 2, 8), 1)
    return [min(max(inputSize / 2, 16), 128), min(max(inputSize / 8, least), 32)]
  }

  /// From the window to the bottleneck.
  var encoder: [Layer] {
    hidden.enumerated().map { index, units in
      .dense(
        DenseLayer(units: units, activation: index == hidden.count - 1 ? bottleneckActivation : activation))
    }
  }

  /// From the bottleneck to `outputSize` values.
  func decoder(outputSize: Int) -> [Layer] {
    hidden.dropLast().reversed().map { .dense(DenseLayer(units: $0, activation: activation)) }
      + [.dense(DenseLayer(units: outputSize, activation: outputActivation))]
  }
}
