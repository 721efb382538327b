import AnomalyExport
import AnomalyNN

extension Model {
  /// What the decoder makes of each prototype alone: windows in scaled units, one after the other. Nil where the graph has
  /// not exactly one memory, the decoder sees more than what was read there, or it does not give a whole window.
  var decodedPrototypes: [[Float]]? {
    let graph = record.graph
    let places = graph.nodes.indices.filter { if case .memory = graph.nodes[$0].layer { true } else { false } }
    guard places.count == 1, let place = places.first, place + 1 < graph.nodes.count,
      graph.output.size == graph.window.size,
      case .memory(let memory) = graph.nodes[place].layer
    else { return nil }
    let behind = graph.nodes[(place + 1)...]
    let readsOnlyMemory = behind.allSatisfy { node in
      node.inputs.allSatisfy { $0 >= place } && (node.shares ?? place + 1) > place
    }
    guard readsOnlyMemory, let first = graph.slots(of: place).first else { return nil }
    let nodes = behind.map { node in
      Node(node.layer, inputs: node.inputs.map { $0 - place - 1 }, shares: node.shares.map { $0 - place - 1 })
    }
    let width = graph.outputShapes[place].size
    guard first.range.count == memory.slots * width,
      let decoder = try? Graph(input: graph.outputShapes[place], nodes: nodes)
    else { return nil }
    let start = (place + 1..<graph.nodes.count).map { graph.parameterRange(of: $0).lowerBound }.min() ?? 0
    let windows = WindowSource(
      values: Array(parameters[first.range]), starts: (0..<memory.slots).map { $0 * width }, length: width)
    let output = decoder.forward(
      windows, parameters: Array(parameters[start..<start + decoder.parameterCount])
    ).output
    let size = graph.window.size
    return (0..<memory.slots).map { Array(output[$0 * size..<($0 + 1) * size]) }
  }
}
