/// Two inputs side by side, over lanes.
struct JoinKernel: LayerKernel {
  let place: Place

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    forEachPiece(blocks) { edge, block, step, first, count in
      (place.output.values.lanes(block) + first).update(from: edge.values.lanes(block) + step * count, count: count)
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta else { return }
    forEachPiece(blocks) { edge, block, step, first, count in
      guard let inputDelta = edge.delta else { return }
      edge.add(delta.lanes(block) + first, to: inputDelta.lanes(block) + step * count, count: count)
    }
  }

  /// Every step of both inputs: where its `count` channels stand in the result.
  private func forEachPiece(
    _ blocks: Range<Int>, _ body: (_ edge: Edge, _ block: Int, _ step: Int, _ first: Int, _ count: Int) -> Void
  ) {
    for block in blocks {
      for step in 0..<place.output.shape.steps {
        var first = step * place.output.shape.channels
        for edge in place.inputs {
          body(edge, block, step, first, edge.junction.shape.channels)
          first += edge.junction.shape.channels
        }
      }
    }
  }
}
