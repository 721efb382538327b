import AnomalyFormat
import AnomalyNN

extension GraphLowering {
  /// A dense layer is one operation. Returns the buffer of its result; of the last layer, its input.
  mutating func lower(
    _ dense: DenseLayer, at layer: Int, input: Int, isLast: Bool
  ) throws(ExportError) -> Int {
    let activation = try FusedActivation(dense.activation, layer: layer)
    if isLast && activation != .linear { throw .lastLayer(graph.layers[layer].description) }
    let output = isLast ? nil : program.addBuffer(steps: 1, channels: dense.units, source: .layer(layer))
    program.steps.append(
      .dense(
        DenseStep(
          name: "dense \(layer)", rows: dense.units, columns: program.buffers[input].count,
          weights: values(.weight, of: layer), bias: values(.bias, of: layer), activation: activation, input: input,
          output: output)))
    return output ?? input
  }
}

extension FusedActivation {
  /// The runtime's form of a trained activation.
  init(_ activation: Activation, layer: Int) throws(ExportError) {
    switch activation {
    case .linear: self = .linear
    case .relu: self = .relu
    case .tanh, .sigmoid: throw .unsupportedActivation(layer: layer, activation.rawValue)
    }
  }
}
