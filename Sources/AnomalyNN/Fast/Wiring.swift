/// The memory and kernels of a graph: a junction behind every node, and the kernel of each node between its own.
struct Wiring {
  /// The windows.
  let input: Junction
  /// The results, node by node.
  let junctions: [Junction]
  /// The layers, node by node.
  let kernels: [any LayerKernel]
  /// All nodes, in their order.
  let stages: [Stage]

  /// The nodes between one batch-wide layer and the next.
  struct Stage {
    let nodes: Range<Int>
    /// The first node's, where that looks at the whole batch. What comes before the first such layer, if only the input,
    /// is a stage without.
    let wide: (any BatchWideKernel)?

    /// The nodes whose way back depends on nothing but the window.
    var narrow: Range<Int> { nodes.lowerBound + (wide == nil ? 0 : 1)..<nodes.upperBound }
  }

  /// - Parameters:
  ///   - graph: the model.
  ///   - blocks: most blocks of a batch.
  ///   - trains: whether gradients will be asked for.
  ///   - aims: the nodes whose δ the loss writes first.
  ///   - product: the matrix products of all layers.
  ///   - arena: where the memory comes from.
  init(graph: Graph, blocks: Int, trains: Bool, aims: [Int], product: MatrixProduct, arena: Arena) {
    func junction(_ node: Int, _ shape: Shape) -> Junction {
      let forms: RowForms =
        trains
        ? graph.nodes.reduce(into: []) { if $1.inputs.contains(node) { $0.formUnion($1.layer.rowForms) } } : []
      return Junction(
        shape: shape, values: arena.lanes(blocks: blocks, features: shape.size),
        flatRows: forms.contains(.flat) ? arena.rows(blocks: blocks, features: shape.size) : nil,
        stepRows: forms.contains(.perStep)
          ? arena.rows(blocks: blocks * shape.steps, features: shape.channels) : nil,
        delta: trains && node >= 0 ? arena.lanes(blocks: blocks, features: shape.size) : nil)
    }
    let input = junction(-1, graph.input)
    let junctions = graph.nodes.indices.map { junction($0, graph.outputShapes[$0]) }
    let kernels = graph.nodes.enumerated().map { index, node in
      let edges = node.inputs.enumerated().map { place, source in
        Edge(
          junction: source < 0 ? input : junctions[source],
          accumulates: aims.contains(source) || graph.nodes[(index + 1)...].contains { $0.inputs.contains(source) }
            || node.inputs[..<place].contains(source))
      }
      return node.layer.kernel(
        at: Place(
          node: index, inputs: edges, output: junctions[index], product: product, blocks: blocks, trains: trains,
          arena: arena))
    }
    let wide = kernels.map(\.batchWide)
    let starts = [0] + wide.indices.filter { wide[$0] != nil }
    let ends = starts.dropFirst() + [kernels.count]
    stages = zip(starts, ends).enumerated().map { number, span in
      Stage(nodes: span.0..<span.1, wide: number == 0 ? nil : wide[span.0])
    }
    self.input = input
    self.junctions = junctions
    self.kernels = kernels
  }
}
