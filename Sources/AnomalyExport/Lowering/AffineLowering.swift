import AnomalyNN

/// Dense layers and convolutions: one dense operation, at one position or many.
extension GraphLowering {
  mutating func lower(_ layer: DenseLayer, at node: Int) -> Value {
    let name = "dense \(node)"
    guard layer.isPerStep else { return lower(layer, name, at: node) }
    // Every step of a repetition reads the same vector.
    let input = input(of: node)
    let output = addBuffer(for: node)
    program.steps.append(
      .dense(
        DenseStep(
          name: name, rows: layer.units, columns: input.shape.channels, weights: values(.weight, of: node),
          bias: values(.bias, of: node), activation: layer.activation, input: input.buffer, output: output.buffer,
          result: .layer(node), positions: input.shape.steps, stride: input.isRepeated ? 0 : input.shape.channels,
          length: input.isRepeated ? input.shape.channels : input.shape.size)))
    return output
  }

  mutating func lower(_ layer: ConvolutionLayer, at node: Int) -> Value {
    lower(layer, "convolution \(node)", at: node)
  }

  mutating func lower(_ layer: TransposedConvolutionLayer, at node: Int) -> Value {
    lower(layer, "transposed convolution \(node)", at: node)
  }

  private mutating func lower(_ layer: some AffineLayer, _ name: String, at node: Int) -> Value {
    let input = materialised(input(of: node), for: node)
    let geometry = layer.geometry(for: input.shape)
    // The last position of a transposed convolution may give more than the layer keeps: the buffer has room for it.
    let produced = geometry.positions * geometry.rows
    let shape = graph.outputShapes[node]
    let buffer = program.addBuffer(
      steps: produced / shape.channels, channels: shape.channels, source: .layer(node))
    let bias = values(.bias, of: node)
    program.steps.append(
      .dense(
        DenseStep(
          name: name, rows: geometry.rows, columns: geometry.patch, weights: values(.weight, of: node),
          bias: (0..<geometry.rows).map { bias[$0 % geometry.biasCount] }, activation: layer.activation,
          input: input.buffer, output: buffer, result: .layer(node), positions: geometry.positions,
          stride: geometry.stride * geometry.channels, padding: geometry.leftPadding * geometry.channels,
          length: input.shape.size)))
    return Value(buffer: buffer, shape: shape)
  }

  /// Appends a dense operation that gives what it reads, for layers that change it afterwards. Returns its index.
  ///
  /// - Parameter width: values of a position, a divisor of the size.
  mutating func addIdentity(_ name: String, of value: Value, at node: Int, width: Int) -> (step: Int, output: Value) {
    let output = addBuffer(for: node)
    var weights = [Float](repeating: 0, count: width * width)
    for row in 0..<width { weights[row * width + row] = 1 }
    program.steps.append(
      .dense(
        DenseStep(
          name: name, rows: width, columns: width, weights: weights, bias: [Float](repeating: 0, count: width),
          activation: .linear, input: value.buffer, output: output.buffer, result: .layer(node),
          positions: value.shape.size / width, stride: value.isRepeated ? 0 : width,
          length: value.isRepeated ? width : value.shape.size)))
    return (program.steps.count - 1, output)
  }
}
