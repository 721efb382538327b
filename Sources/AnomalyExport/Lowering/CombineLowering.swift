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

  /// Similarities are what the dense operation before gives, if nothing else wants it, or else an identity. A dense layer
  /// behind reads the shares as they are; for other readers an identity gives them a form that every layer reads.
  mutating func lower(_ layer: SoftmaxLayer, at node: Int) -> Value {
    let input = input(of: node)
    let (steps, channels) = (input.shape.steps, input.shape.channels)
    let logits = similarities(of: input, at: node)
    let shares = program.addBuffer(steps: steps, channels: channels, source: .shares(node))
    program.steps.append(
      .softmax(
        SoftmaxStep(
          name: "softmax \(node)", similarity: .dotProduct, factor: 1, shrink: 0, input: logits, query: nil,
          target: shares)))
    let result = Value(buffer: shares, shape: input.shape)
    if readsShares(of: node) { return result }
    return addIdentity("softmax \(node) result", of: result, at: node, width: Self.identityWidth(channels)).output
  }

  /// The buffer of what a softmax reads, in units that it asks for.
  private mutating func similarities(of input: Value, at node: Int) -> Int {
    if let index = soleProducer(for: node), case .dense(var dense) = program.steps[index],
      dense.activation == .linear
    {
      dense.result = .similarities(node)
      program.steps[index] = .dense(dense)
      program.buffers[input.buffer].source = .similarities(node)
      return input.buffer
    }
    let channels = input.shape.channels
    let (index, logits) = addIdentity(
      "softmax \(node) logits", of: input, at: node,
      width: input.isRepeated ? channels : Self.identityWidth(channels))
    program.buffers[logits.buffer].source = .similarities(node)
    if case .dense(var dense) = program.steps[index] {
      dense.result = .similarities(node)
      program.steps[index] = .dense(dense)
    }
    return logits.buffer
  }

  /// Whether the one reader of a softmax over a single step is a dense layer.
  private func readsShares(of node: Int) -> Bool {
    guard graph.outputShapes[node].steps == 1, readerCount(of: node) == 1,
      let reader = graph.nodes.first(where: { $0.inputs.contains(node) }), case .dense = reader.layer
    else { return false }
    return true
  }

  /// A width of small identities: a divisor of the size, whole groups of 4 where it has one.
  static func identityWidth(_ size: Int) -> Int {
    [16, 12, 8, 4, 15, 14, 13, 11, 10, 9, 7, 6, 5, 3, 2].first { size % $0 == 0 } ?? 1
  }
}
