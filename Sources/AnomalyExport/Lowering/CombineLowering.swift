import AnomalyNN

/// Layers that bring two results together, or spread one.
extension GraphLowering {
  mutating func lower(_ layer: AddLayer, at node: Int) -> Value { combine(.sum, "add \(node)", at: node) }

  mutating func lower(_ layer: JoinLayer, at node: Int) -> Value { combine(.join, "join \(node)", at: node) }

  private mutating func combine(_ form: CombineStep.Form, _ name: String, at node: Int) -> Value {
    let (first, second) = (input(of: node), input(1, of: node))
    let output = addBuffer(for: node)
    program.steps.append(
      .combine(
        CombineStep(
          name: name, form: form, first: CombineStep.Operand(first), second: CombineStep.Operand(second),
          target: output.buffer)))
    return output
  }

  /// Nothing is copied: what reads the steps reads one.
  mutating func lower(_ layer: RepeatLayer, at node: Int) -> Value {
    let input = materialised(input(of: node), for: node)
    return Value(buffer: input.buffer, shape: graph.outputShapes[node], isRepeated: true)
  }

  /// The means, which stand first.
  mutating func lower(_ layer: SamplingLayer, at node: Int) -> Value {
    Value(buffer: materialised(input(of: node), for: node).buffer, shape: graph.outputShapes[node])
  }

  /// Similarities are what an identity makes of the input; a softmax follows, and an identity that gives its result a
  /// form which every layer reads.
  mutating func lower(_ layer: SoftmaxLayer, at node: Int) -> Value {
    let input = input(of: node)
    let (steps, channels) = (input.shape.steps, input.shape.channels)
    let width = Self.identityWidth(channels)
    let (index, logits) = addIdentity(
      "softmax \(node) logits", of: input, at: node, width: input.isRepeated ? channels : width)
    program.buffers[logits.buffer].source = .similarities(node)
    if case .dense(var dense) = program.steps[index] {
      dense.result = .similarities(node)
      program.steps[index] = .dense(dense)
    }
    let shares = program.addBuffer(steps: steps, channels: channels, source: .shares(node))
    program.steps.append(
      .softmax(
        SoftmaxStep(
          name: "softmax \(node)", similarity: .dotProduct, factor: 1, shrink: 0, input: logits.buffer, query: nil,
          target: shares)))
    return addIdentity("softmax \(node) result", of: Value(buffer: shares, shape: input.shape), at: node, width: width)
      .output
  }

  /// A width of small identities: a divisor of the size, whole groups of 4 where it has one.
  static func identityWidth(_ size: Int) -> Int {
    [16, 12, 8, 4, 15, 14, 13, 11, 10, 9, 7, 6, 5, 3, 2].first { size % $0 == 0 } ?? 1
  }
}
