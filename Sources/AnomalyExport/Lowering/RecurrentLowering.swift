import AnomalyFormat
import AnomalyNN

/// Recurrent layers: one operation that runs over the steps.
extension GraphLowering {
  mutating func lower(_ layer: RecurrentLayer, at node: Int) -> Value {
    // Every step of a repetition reads the same vector.
    let input = input(of: node)
    let output = addBuffer(for: node)
    program.steps.append(
      .recurrent(
        RecurrentStep(
          name: "\(layer.cell.rawValue) \(node)", cell: RecurrentCell(layer.cell), units: layer.units,
          columns: input.shape.channels, steps: input.shape.steps, repeatsInput: input.isRepeated,
          returnsSequence: layer.returnsSequence, inputWeights: values(.weight, of: node),
          recurrentWeights: values(.recurrentWeight, of: node), bias: values(.bias, of: node),
          candidateBias: values(.recurrentBias, of: node), input: input.buffer, target: output.buffer,
          cellState: .cellState(node))))
    return output
  }
}

extension RecurrentCell {
  /// The runtime's form of a trained cell.
  init(_ cell: RecurrentLayer.Cell) {
    switch cell {
    case .simple: self = .simple
    case .lstm: self = .lstm
    case .gru: self = .gru
    }
  }
}
