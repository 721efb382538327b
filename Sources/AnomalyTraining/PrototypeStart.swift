import AnomalyData
import AnomalyNN

/// Sets the prototypes of memory layers from data before training proper: the graph is first trained without its
/// memories, then each memory takes the k-means centres of what its encoder gives for the training windows.
///
/// A memory that starts from random prototypes tends to read a few of them only, and never finds its way out.
struct PrototypeStart {
  let graph: Graph
  /// Most windows that k-means looks at, taken evenly; at least 32 a slot.
  private static let sampleSize = 4096
  private static let iterations = 25

  /// Whether the graph has a memory at all.
  var applies: Bool { graph.layers.contains(where: \.isMemory) }

  /// The graph with its memories left out, and its layers' indices in the full graph; nil if nothing would be left.
  func withoutMemory() -> (graph: Graph, layers: [Int])? {
    let kept = graph.layers.indices.filter { !graph.layers[$0].isMemory }
    guard let bare = try? Graph(input: graph.input, layers: kept.map { graph.layers[$0] }) else { return nil }
    return (bare, kept)
  }

  /// The parameters that `bare` shares with the full graph, and back.
  func reduce(_ parameters: [Float], kept: [Int]) -> [Float] {
    kept.flatMap { parameters[graph.parameterRange(of: $0)] }
  }

  func expand(_ reduced: [Float], kept: [Int], into parameters: inout [Float]) {
    var next = 0
    for layer in kept {
      for i in graph.parameterRange(of: layer) {
        parameters[i] = reduced[next]
        next += 1
      }
    }
  }

  /// Overwrites the prototypes in `parameters` with the centres of their encodings of `windows`.
  func setPrototypes(_ parameters: inout [Float], windows: WindowSource, random: RandomSource, threads: Int) {
    for index in graph.layers.indices {
      guard case .memory(let memory) = graph.layers[index] else { continue }
      let sample = windows.evenSample(max(Self.sampleSize, 32 * memory.slots))
      let centres = KMeans.centres(
        of: encodings(sample, before: index, parameters: parameters, threads: threads),
        dim: graph.inputShape(of: index).size, k: memory.slots, iterations: Self.iterations,
        random: random.fork(UInt64(index)))
      parameters.replaceSubrange(graph.parameterRange(of: index), with: centres)
    }
  }

  /// What layer `index` reads if no memory stands before it, `[windows][dim]`.
  private func encodings(_ windows: WindowSource, before index: Int, parameters: [Float], threads: Int) -> [Float] {
    let kept = (0..<index).filter { !graph.layers[$0].isMemory }
    guard let encoder = try? Graph(input: graph.input, layers: kept.map { graph.layers[$0] }) else {
      return windows.starts.flatMap { windows.values[$0..<$0 + windows.length] }
    }
    return encoder.forward(windows, parameters: reduce(parameters, kept: kept), threads: threads).output
  }
}

extension Layer {
  fileprivate var isMemory: Bool {
    switch self {
    case .dense: false
    case .memory: true
    }
  }
}
