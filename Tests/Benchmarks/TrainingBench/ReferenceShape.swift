import AnomalyNN

/// The shapes that every benchmark of this project measures, so that figures can be compared.
enum ReferenceShape: String, CaseIterable {
  /// 640 values: dense 128 four times, 8, 128 four times, 640 (MLPerf Tiny anomaly detection, batch norm folded).
  case mlperfTiny = "mlperf-tiny"
  /// 512 values: dense 128, 32, memory of 500 prototypes by dot product, dense 128, 512.
  case memory512 = "memory-512"
  /// 784 values: dense 128, 32, 128, 784 with a sigmoid.
  case ae784 = "ae-784"
  /// 60 × 2: LSTM 50, LSTM 50, dense 1, the first value of the next row.
  case lstm50 = "lstm-50"
  /// 60 × 2: LSTM 64, LSTM 32, its last state 60 times, LSTM 32, LSTM 64, dense 2 per step.
  case lstmAutoencoder = "lstm-ae"
  /// 50 × 1: dense 64 and learned positions, two blocks of 4 heads of 16 and feed-forward 128, dense 1 per step.
  case transformer
  /// The same with 4 heads of 64.
  case transformerWide = "transformer-64"

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
    case .lstm50:
      try Graph(
        input: Shape(steps: 60, channels: 2),
        nodes: [Self.lstm(50), Self.lstm(50, isSequence: false), .dense(DenseLayer(units: 1))].map { Node($0) },
        window: Shape(steps: 61, channels: 2), target: 120..<121)
    case .lstmAutoencoder:
      try Graph(
        input: Shape(steps: 60, channels: 2),
        layers: [
          Self.lstm(64), Self.lstm(32, isSequence: false), .repetition(RepeatLayer(count: 60)), Self.lstm(32),
          Self.lstm(64), .dense(DenseLayer(units: 2, isPerStep: true)),
        ])
    case .transformer: try Self.transformer(headWidth: 16)
    case .transformerWide: try Self.transformer(headWidth: 64)
    }
  }

  /// Dense layers with ReLU between them.
  private static func dense(_ units: [Int], last: Activation = .linear) -> [Layer] {
    units.enumerated().map { index, count in
      .dense(DenseLayer(units: count, activation: index == units.count - 1 ? last : .relu))
    }
  }

  private static func lstm(_ units: Int, isSequence: Bool = true) -> Layer {
    .recurrent(RecurrentLayer(cell: .lstm, units: units, returnsSequence: isSequence))
  }

  /// Two post-norm blocks between an embedding with positions and a dense layer per step.
  private static func transformer(headWidth: Int) throws(GraphError) -> Graph {
    var nodes = [
      Node(.dense(DenseLayer(units: 64, isPerStep: true))), Node(.positions(PositionsLayer(kind: .learned))),
    ]
    for _ in 0..<2 {
      let x = nodes.count - 1
      nodes += [
        Node(.attention(AttentionLayer(heads: 4, headWidth: headWidth))),
        Node(.add(AddLayer()), inputs: [x, x + 1]), Node(.layerNorm(LayerNormLayer(epsilon: 1e-6))),
        Node(.dense(DenseLayer(units: 128, activation: .relu, isPerStep: true))),
        Node(.dense(DenseLayer(units: 64, isPerStep: true))),
        Node(.add(AddLayer()), inputs: [x + 3, x + 5]), Node(.layerNorm(LayerNormLayer(epsilon: 1e-6))),
      ]
    }
    nodes.append(Node(.dense(DenseLayer(units: 1, isPerStep: true))))
    return try Graph(input: Shape(steps: 50, channels: 1), nodes: nodes)
  }
}
