import AnomalyNN

/// The shapes that every benchmark of this project measures, so that figures can be compared.
enum ReferenceShape: String, CaseIterable {
  /// 640 values: dense 128 four times, 8, 128 four times, 640 (MLPerf Tiny anomaly detection, batch norm folded).
  case mlperfTiny = "mlperf-tiny"
  /// 512 values: dense 128, 32, memory of 500 prototypes by dot product, dense 128, 512.
  case memory512 = "memory-512"
  /// 784 values: dense 128, 32, 128, 784 with a sigmoid.
  case ae784 = "ae-784"

  /// The model, not yet trained.
  func graph() throws(GraphError) -> Graph {
    switch self {
    case .mlperfTiny:
      try Graph(
        input: Shape(steps: 5, channels: 128), layers: Self.dense([128, 128, 128, 128, 8, 128, 128, 128, 128, 640]))
    case .memory512:
      try Graph(
        input: Shape(steps: 512, channels: 1),
        layers: [
          .dense(DenseLayer(units: 128, activation: .relu)), .dense(DenseLayer(units: 32, activation: .relu)),
          .memory(MemoryLayer(slots: 500, similarity: .dot)),
        ] + Self.dense([128, 512]))
    case .ae784:
      try Graph(input: Shape(steps: 784, channels: 1), layers: Self.dense([128, 32, 128, 784], last: .sigmoid))
    }
  }

  /// Dense layers with ReLU between them.
  private static func dense(_ units: [Int], last: Activation = .linear) -> [Layer] {
    units.enumerated().map { index, count in
      .dense(DenseLayer(units: count, activation: index == units.count - 1 ? last : .relu))
    }
  }
}
