public import AnomalyNN

/// Published shapes by name, so that figures can be compared.
public enum ModelPreset: String, CaseIterable, Sendable {
  /// MLPerf Tiny anomaly detection: 640 – 128×4 – 8 – 128×4 – 640, ReLU, batch norm, folded away at export.
  case mlperfTiny = "mlperf-tiny"
  /// 784 – 128 – 32 – 128 – 784, ReLU, sigmoid out.
  case ae784 = "ae-784"
  /// 10 – 64 – 32 – memory 100×32 by dot product – 64 – 10, sigmoid out.
  case memorySmall = "memory-small"
  /// 512 – 128 – 32 – memory 500×32 by dot product – 128 – 512.
  case memory512 = "memory-512"
  /// 60×2, LSTM 50, LSTM 50, dropout 0.2, the next value of the first column.
  case lstm50 = "lstm-50"
  /// 60×2, LSTM 64, 32, the code 60 times, LSTM 32, 64, 2 values a step.
  case lstmAutoencoder = "lstm-ae"
  /// 50 steps, width 64, 4 heads of 16, feed-forward 128, 2 blocks.
  case transformer16 = "transformer-16"
  /// The same with heads of 64.
  case transformer64 = "transformer-64"

  /// The model it is a shape of.
  public var kind: ModelKind {
    switch self {
    case .mlperfTiny, .ae784: .autoencoder
    case .memorySmall, .memory512: .memoryAutoencoder
    case .lstm50: .lstmForecaster
    case .lstmAutoencoder: .lstmAutoencoder
    case .transformer16, .transformer64: .transformer
    }
  }

  /// Its options.
  public var options: ModelOptions {
    var options = ModelOptions()
    switch self {
    case .mlperfTiny:
      options.hidden = [128, 128, 128, 128, 8]
      options.batchNorm = true
    case .ae784:
      options.hidden = [128, 32]
      options.outputActivation = .sigmoid
    case .memorySmall:
      options = memory(hidden: [64, 32], slots: 100)
      options.outputActivation = .sigmoid
    case .memory512: options = memory(hidden: [128, 32], slots: 500)
    case .lstm50:
      options.hidden = [50, 50]
      options.dropout = 0.2
      options.predictedColumn = 0
    case .lstmAutoencoder: options.hidden = [64, 32]
    case .transformer16, .transformer64:
      options.width = 64
      options.heads = 4
      options.headWidth = self == .transformer16 ? 16 : 64
      options.feedForward = 128
      options.blocks = 2
    }
    return options
  }

  private func memory(hidden: [Int], slots: Int) -> ModelOptions {
    ModelOptions(
      hidden: hidden, activation: .relu, bottleneckActivation: .relu, slots: slots, similarity: .dot, temperature: 1,
      shrink: 0, entropyWeight: 0)
  }

  /// What the layers see of a window in the published shape; other windows are allowed.
  public var input: Shape {
    switch self {
    case .mlperfTiny: Shape(steps: 640, channels: 1)
    case .ae784: Shape(steps: 784, channels: 1)
    case .memorySmall: Shape(steps: 10, channels: 1)
    case .memory512: Shape(steps: 512, channels: 1)
    case .lstm50, .lstmAutoencoder: Shape(steps: 60, channels: 2)
    case .transformer16, .transformer64: Shape(steps: 50, channels: 1)
    }
  }

  /// Its graph in the published shape.
  public func graph() throws(GraphError) -> Graph {
    try kind.graph(
      window: Shape(steps: input.steps + kind.horizon(options: options), channels: input.channels), options: options)
  }

  /// Whether its result lies in (0, 1), so that readings must be scaled to that range.
  public var needsUnitRange: Bool { options.outputActivation == .sigmoid }
}
