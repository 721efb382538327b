import AnomalyNN

extension GraphLowering {
  /// Layer norm is one operation, with a sum before it that nothing else reads.
  mutating func lower(_ layer: LayerNormLayer, at node: Int) -> Value {
    let (first, second, output) = normalised(at: node)
    let shape = graph.outputShapes[node]
    program.steps.append(
      .layerNorm(
        LayerNormStep(
          name: "layer norm \(node)", input: first, second: second, channels: shape.channels, steps: shape.steps,
          scale: values(.scale, of: node), shift: values(.shift, of: node), epsilon: layer.epsilon,
          target: output.buffer)))
    return output
  }

  /// What a layer norm reads and writes: the operands of a sum that becomes part of it and whose buffer it takes over, or
  /// its input.
  private mutating func normalised(at node: Int) -> (first: Int, second: Int?, output: Value) {
    if let index = soleProducer(for: node), case .combine(let sum) = program.steps[index], sum.form == .sum,
      sum.activation == .linear, let second = sum.second, !sum.first.isRepeated, !second.isRepeated
    {
      program.steps.remove(at: index)
      let output = adopt(Value(buffer: sum.target, shape: graph.outputShapes[node]), for: node)
      return (sum.first.buffer, second.buffer, output)
    }
    let input = materialised(input(of: node), for: node)
    return (input.buffer, nil, addBuffer(for: node))
  }
}
