public import AnomalyNN

/// Autoencoder of strided 1-D convolutions with a mirrored decoder (Masci et al. 2011, in one dimension): every step back
/// doubles the steps, or whatever the stride is, that the step forward took away.
public struct ConvAutoencoder: DetectorModel {
  /// The options that mean something to it.
  public static let knownOptions: Set<ModelOption> = ModelOption.regularisation.union([
    .hidden, .activation, .kernel, .convolutionStride, .batchNorm, .dropout,
  ])

  /// Filters of the encoder's convolutions.
  public var filters: [Int]
  /// Steps that a convolution sees.
  public var kernel: Int
  /// Steps from one result to the next.
  public var stride: Int
  /// Activation of all layers but the last.
  public var activation: Activation
  /// Whether batch norm stands before it.
  public var batchNorm: Bool
  /// Share of values dropped behind each hidden layer.
  public var dropout: Float
  private let corruption: Corruption

  /// The options, and where they are silent: 32 and 16 filters of 7 steps, stride 2, ReLU.
  public init(options: ModelOptions = ModelOptions()) {
    filters = options.hidden ?? [32, 16]
    kernel = options.kernel ?? 7
    stride = options.convolutionStride ?? 2
    activation = options.activation ?? .relu
    batchNorm = options.batchNorm ?? false
    dropout = options.dropout ?? 0
    corruption = Corruption(options: options)
  }

  /// Encoder, decoder.
  public func graph(window: Shape) throws(GraphError) -> Graph {
    var layers = corruption.before
    var steps = [window.steps]
    for count in filters {
      layers += hidden {
        .convolution(ConvolutionLayer(filters: count, kernel: kernel, stride: stride, activation: $0))
      }
      steps.append((steps[steps.count - 1] + max(stride, 1) - 1) / max(stride, 1))
    }
    layers += corruption.behind
    let mirrored = (kernel + max(stride, 1) - 1) / max(stride, 1) * stride
    for (count, size) in zip(filters.dropLast(), steps.dropFirst()).reversed() {
      layers += hidden {
        .transposedConvolution(
          TransposedConvolutionLayer(filters: count, kernel: mirrored, stride: stride, steps: size, activation: $0))
      }
    }
    layers.append(
      .transposedConvolution(
        TransposedConvolutionLayer(
          filters: window.channels, kernel: mirrored, stride: stride, steps: window.steps)))
    return try Graph(input: window, layers: layers)
  }

  private func hidden(_ layer: (Activation) -> Layer) -> [Layer] {
    (batchNorm ? [layer(.linear), .batchNorm(BatchNormLayer(activation: activation))] : [layer(activation)])
      + (dropout > 0 ? [.dropout(DropoutLayer(rate: dropout))] : [])
  }
}
