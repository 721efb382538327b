import AnomalyNN

extension GraphLowering {
  /// Scoring operations for the terms of the score. The first residual, which explanations show, ends the program; where
  /// the score has none, the last node's ends it and counts nothing.
  ///
  /// - Errors: `unequalTarget`.
  mutating func lowerScore() throws(ExportError) {
    var residuals: [ScoreTerm] = []
    for term in graph.score {
      switch graph.nodes[term.node].layer {
      case .memory:
        let query = materialised(input(of: term.node), for: term.node)
        program.steps.append(
          .distance(
            DistanceStep(
              name: "memory \(term.node) distance", input: query.buffer, count: query.shape.size,
              prototypes: values(.prototypes, of: term.node), weight: term.weight)))
      case .sampling:
        let moments = materialised(input(of: term.node), for: term.node)
        program.steps.append(
          .divergence(
            DivergenceStep(
              name: "sampling \(term.node) divergence", input: moments.buffer, count: moments.shape.size,
              weight: term.weight)))
      default: residuals.append(term)
      }
    }
    let explained = residuals.first ?? ScoreTerm(node: graph.nodes.count - 1, weight: 0)
    for term in residuals.dropFirst() { try addResidual(term, readers: 1) }
    try addResidual(explained, readers: residuals.isEmpty ? 0 : 1)
  }

  /// The dense operation that gives a node's result, once more or moved to the end, compared with the target in place of
  /// being stored; behind any other operation an identity.
  ///
  /// - Parameter readers: how many of those that want the node's values this is.
  private mutating func addResidual(_ term: ScoreTerm, readers: Int) throws(ExportError) {
    let value = results[term.node]
    guard value.shape.size == graph.target.count else {
      throw .unequalTarget(
        layer: graph.nodes[term.node].layer.description, count: value.shape.size, target: graph.target.count)
    }
    if !value.isRepeated, let index = program.producer(of: value.buffer),
      case .dense(var dense) = program.steps[index]
    {
      if readerCount(of: term.node) == readers {
        program.steps.remove(at: index)
      } else {
        dense.name += " residual"
      }
      dense.output = nil
      dense.weight = term.weight
      program.steps.append(.dense(dense))
      return
    }
    let width = value.isRepeated ? value.shape.channels : Self.identityWidth(value.shape.size)
    let (index, _) = addIdentity("residual \(term.node)", of: value, at: term.node, width: width)
    if case .dense(var dense) = program.steps[index] {
      dense.output = nil
      dense.weight = term.weight
      program.steps[index] = .dense(dense)
    }
  }
}
