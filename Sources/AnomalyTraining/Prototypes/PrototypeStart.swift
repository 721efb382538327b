import AnomalyData
import AnomalyNN

/// Sets the prototypes of memory layers from data before training proper: the graph is first trained without its
/// memories, then each memory takes the k-means centres of what its encoder gives for the training windows.
///
/// A memory that starts from random prototypes tends to read a few of them only, and never finds its way out.
struct PrototypeStart {
  let graph: Graph
  let team: ThreadTeam
  /// Most windows that k-means looks at, taken evenly; at least 32 a slot.
  private static let sampleSize = 4096
  private static let iterations = 25

  /// Whether the graph has a memory at all.
  var applies: Bool { graph.layers.contains(where: \.isMemory) }

  /// The graph with its memories left out, what read one reading the query in its place, and its nodes' indices in the
  /// full graph; nil if nothing would be left.
  func withoutMemory() -> (graph: Graph, kept: [Int])? {
    var kept: [Int] = []
    var nodes: [Node] = []
    /// Where the result of each node is found in the bare graph.
    var places: [Int] = []
    for (index, node) in graph.nodes.enumerated() {
      let inputs = node.inputs.map { $0 < 0 ? -1 : places[$0] }
      if node.layer.isMemory {
        places.append(inputs[0])
      } else {
        places.append(nodes.count)
        kept.append(index)
        nodes.append(Node(node.layer, inputs: inputs, shares: node.shares.map { places[$0] }))
      }
    }
    guard let bare = try? Graph(input: graph.input, nodes: nodes, window: graph.window, target: graph.target) else {
      return nil
    }
    return (bare, kept)
  }

  /// The parameters that `bare` shares with the full graph, and back.
  func reduce(_ parameters: [Float], kept: [Int]) -> [Float] {
    kept.filter { graph.nodes[$0].shares == nil }.flatMap { parameters[graph.parameterRange(of: $0)] }
  }

  func expand(_ reduced: [Float], kept: [Int], into parameters: inout [Float]) {
    var next = 0
    for layer in kept where graph.nodes[layer].shares == nil {
      for i in graph.parameterRange(of: layer) {
        parameters[i] = reduced[next]
        next += 1
      }
    }
  }

  /// Overwrites the prototypes in `parameters` with the centres of their encodings of `windows`.
  func setPrototypes(_ parameters: inout [Float], windows: WindowSource, random: RandomSource) {
    for index in graph.layers.indices {
      guard case .memory(let memory) = graph.layers[index] else { continue }
      let sample = windows.evenSample(max(Self.sampleSize, 32 * memory.slots))
      let centres = KMeans.centres(
        of: encodings(sample, before: index, parameters: parameters),
        dim: graph.inputShape(of: index).size, k: memory.slots, iterations: Self.iterations,
        random: random.fork(UInt64(index)), team: team)
      parameters.replaceSubrange(graph.parameterRange(of: index), with: centres)
    }
  }

  /// What memory `index` reads if no memory stands before it, `[windows][dim]`.
  private func encodings(_ windows: WindowSource, before index: Int, parameters: [Float]) -> [Float] {
    let query = graph.nodes[index].inputs[0]
    guard query >= 0, let (bare, kept) = withoutMemory(), let last = kept.lastIndex(where: { $0 <= query }),
      let encoder = try? Graph(
        input: graph.input, nodes: Array(bare.nodes[...last]), window: graph.window, target: graph.target)
    else { return windows.starts.flatMap { windows.values[$0..<$0 + graph.input.size] } }
    return encoder.forward(windows, parameters: reduce(parameters, kept: Array(kept[...last])), threads: team.threads)
      .output
  }
}

extension Layer {
  fileprivate var isMemory: Bool {
    if case .memory = self { true } else { false }
  }
}
