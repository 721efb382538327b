/// Published shapes by name, so that figures can be compared.
public enum ModelPreset: String, CaseIterable, Sendable {
  /// MLPerf Tiny anomaly detection: 640 – 128×4 – 8 – 128×4 – 640, ReLU; batch norm folded away.
  case mlperfTiny = "mlperf-tiny"
  /// 10 – 64 – 32 – memory 100×32 by dot product – 64 – 10; linear out, where the published shape has a sigmoid.
  case memorySmall = "memory-small"

  /// The model it is a shape of.
  public var kind: ModelKind {
    switch self {
    case .mlperfTiny: .autoencoder
    case .memorySmall: .memoryAutoencoder
    }
  }

  /// Its options.
  public var options: ModelOptions {
    switch self {
    case .mlperfTiny:
      ModelOptions(hidden: [128, 128, 128, 128, 8], activation: .relu, bottleneckActivation: .relu)
    case .memorySmall:
      ModelOptions(
        hidden: [64, 32], activation: .relu, bottleneckActivation: .relu, slots: 100, similarity: .dot,
        temperature: 1, shrink: 0, entropyWeight: 0)
    }
  }

  /// Floats of a window in the published shape; other windows are allowed.
  public var windowSize: Int {
    switch self {
    case .mlperfTiny: 640
    case .memorySmall: 10
    }
  }
}
