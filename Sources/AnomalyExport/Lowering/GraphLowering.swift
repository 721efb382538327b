import AnomalyFormat
import AnomalyNN

/// Lowers a graph layer by layer; each family of layers has an extension in a file of its own.
struct GraphLowering {
  let graph: Graph
  let parameters: [Float]
  var program: LoweredProgram

  init(_ graph: Graph, parameters: [Float]) {
    self.graph = graph
    self.parameters = parameters
    program = LoweredProgram(
      buffers: [
        LoweredProgram.Buffer(steps: graph.input.steps, channels: graph.input.channels, source: .window)
      ], steps: [])
  }

  /// The parameters of a layer that play a role; empty where it has none.
  func values(_ role: ParameterRole, of layer: Int) -> [Float] {
    graph.slots(of: layer).first { $0.role == role }.map { Array(parameters[$0.range]) } ?? []
  }
}

extension LoweredProgram {
  /// Lowers a graph with its parameters. The last layer becomes the residual.
  ///
  /// - Errors: `unsupportedActivation`, `lastLayer`.
  init(_ graph: Graph, parameters: [Float]) throws(ExportError) {
    var lowering = GraphLowering(graph, parameters: parameters)
    var current = 0
    for (index, layer) in graph.layers.enumerated() {
      let isLast = index == graph.layers.count - 1
      switch layer {
      case .dense(let dense): current = try lowering.lower(dense, at: index, input: current, isLast: isLast)
      case .memory(let memory):
        if isLast { throw .lastLayer(layer.description) }
        current = lowering.lower(memory, at: index, query: current)
      }
    }
    self = lowering.program
    chooseStorage()
  }
}
