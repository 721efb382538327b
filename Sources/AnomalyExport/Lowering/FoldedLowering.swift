import AnomalyNN

/// Layers that become part of the linear operation before them; where there is none, of an identity.
extension GraphLowering {
  mutating func lower(_ layer: BatchNormLayer, at node: Int) -> Value {
    let (index, output) = linearDense("batch norm \(node)", for: node)
    guard case .dense(var dense) = program.steps[index] else { return output }
    let channels = output.shape.channels
    let (scale, shift) = (values(.scale, of: node), values(.shift, of: node))
    let (mean, variance) = (values(.mean, of: node), values(.variance, of: node))
    for row in 0..<dense.rows {
      let channel = row % channels
      let gain = Double(scale[channel]) / (Double(variance[channel]) + Double(layer.epsilon)).squareRoot()
      for place in row * dense.columns..<(row + 1) * dense.columns {
        dense.weights[place] = Float(Double(dense.weights[place]) * gain)
      }
      for place in stride(from: row, to: dense.bias.count, by: dense.rows) {
        dense.bias[place] = Float((Double(dense.bias[place]) - Double(mean[channel])) * gain + Double(shift[channel]))
      }
    }
    dense.activation = layer.activation
    dense.result = .layer(node)
    program.steps[index] = .dense(dense)
    return output
  }

  mutating func lower(_ layer: PositionsLayer, at node: Int) -> Value {
    let (index, output) = linearDense("positions \(node)", for: node)
    guard case .dense(var dense) = program.steps[index] else { return output }
    let table: [Float] =
      switch layer.kind {
      case .learned: values(.table, of: node)
      case .sinusoidal: PositionsLayer.sinusoidal(output.shape)
      }
    let shared = dense.bias
    dense.bias = (0..<dense.positions * dense.rows).map { place in
      shared[place % shared.count] + (place < table.count ? table[place] : 0)
    }
    dense.result = .layer(node)
    program.steps[index] = .dense(dense)
    return output
  }

  /// A table: a dense operation without weights whose bias changes from position to position.
  mutating func lower(_ layer: QueriesLayer, at node: Int) -> Value {
    let output = addBuffer(for: node)
    let width = output.shape.channels
    program.steps.append(
      .dense(
        DenseStep(
          name: "queries \(node)", rows: width, columns: 1, weights: [Float](repeating: 0, count: width),
          bias: values(.table, of: node), activation: .linear, input: 0, output: output.buffer, result: .layer(node),
          positions: layer.steps, stride: 0, length: 1)))
    return output
  }

  mutating func lower(_ layer: ActivationLayer, at node: Int) -> Value {
    let input = input(of: node)
    if let index = soleProducer(for: node) {
      switch program.steps[index] {
      case .dense(var dense) where dense.activation == .linear && dense.output == input.buffer:
        dense.activation = layer.activation
        dense.result = .layer(node)
        program.steps[index] = .dense(dense)
        return adopt(input, for: node)
      case .combine(var combine) where combine.activation == .linear:
        combine.activation = layer.activation
        program.steps[index] = .combine(combine)
        return adopt(input, for: node)
      default: break
      }
    }
    let output = addBuffer(for: node)
    program.steps.append(
      .combine(
        CombineStep(
          name: "activation \(node)", first: CombineStep.Operand(input), activation: layer.activation,
          target: output.buffer)))
    return output
  }

  /// The dense operation before a node, if it is linear and gives nothing to anybody else, and where its result lies;
  /// otherwise a new identity behind it.
  private mutating func linearDense(_ name: String, for node: Int) -> (step: Int, output: Value) {
    let input = input(of: node)
    if let index = soleProducer(for: node), case .dense(let dense) = program.steps[index],
      dense.activation == .linear
    {
      return (index, adopt(input, for: node))
    }
    return addIdentity(name, of: input, at: node, width: input.shape.channels)
  }
}
