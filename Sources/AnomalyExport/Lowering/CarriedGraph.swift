import AnomalyNN

extension Graph {
  /// The same layers for a window of two rows: they read the first, with the state that the rows before it left, and
  /// predict of the second what this graph predicts of its last row. Nodes and parameters keep their places.
  ///
  /// - Errors: `ExportError.cannotCarryState` unless the graph predicts the last row from those before it, in a chain of
  ///   layers that look back by their state alone.
  func carryingState() throws(ExportError) -> Graph {
    let shift = (window.steps - 2) * window.channels
    guard input.steps == window.steps - 1, input.steps > 0, target.lowerBound >= shift + window.channels,
      score.count == 1, score[0].node == nodes.count - 1,
      nodes.contains(where: { if case .recurrent = $0.layer { true } else { false } })
    else { throw .cannotCarryState(layer: nil) }
    for (index, node) in nodes.enumerated() {
      guard node.inputs == [index - 1], node.layer.looksBackByStateAlone(reading: inputShape(of: index), of: input)
      else {
        throw .cannotCarryState(layer: node.layer.kind.rawValue)
      }
    }
    do throws(GraphError) {
      return try Graph(
        input: Shape(steps: 1, channels: input.channels), nodes: nodes,
        window: Shape(steps: 2, channels: window.channels),
        target: target.lowerBound - shift..<target.upperBound - shift,
        score: score)
    } catch {
      throw .cannotCarryState(layer: nil)
    }
  }
}

extension Graph {
  /// The same layers for a window of as many rows: they read all but the last.
  func lookingBack(over rows: Int) throws(GraphError) -> Graph {
    let shift = (rows - window.steps) * window.channels
    return try Graph(
      input: Shape(steps: rows - 1, channels: input.channels), nodes: nodes,
      window: Shape(steps: rows, channels: window.channels),
      target: target.lowerBound + shift..<target.upperBound + shift, score: score)
  }
}

extension Layer {
  /// Whether a step's result depends on that step of the input and on a state, and on no other step.
  fileprivate func looksBackByStateAlone(reading shape: Shape, of input: Shape) -> Bool {
    switch self {
    // Behind a layer that gives its last step alone there is no sequence to carry a state along.
    case .recurrent: shape.steps == input.steps
    case .layerNorm, .batchNorm, .activation, .softmax, .dropout, .noise, .sparsity: true
    case .dense(let layer): layer.isPerStep || shape.steps == 1
    case .convolution, .transposedConvolution, .attention, .memory, .sampling, .positions, .queries, .add, .join,
      .repetition:
      false
    }
  }
}
