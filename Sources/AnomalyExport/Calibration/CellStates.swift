import AnomalyNN

extension ActivationRanges {
  /// Windows that cell states are looked at in: they are stored at a power of two, which asks for no more.
  private static var stateWindows: Int { 32 }

  /// Takes in the cell states of all LSTM layers, which a trace does not hold, on an even sample of windows.
  mutating func widenCellStates(_ graph: Graph, parameters: [Float], windows: WindowSource) {
    let count = min(windows.count, Self.stateWindows)
    guard count > 0, graph.layers.contains(where: { $0.hasCellState }) else { return }
    let starts = (0..<count).map { windows.starts[$0 * windows.count / count] }
    let sample = WindowSource(values: windows.values, starts: starts, length: windows.length)
    let trace = graph.forward(sample, parameters: parameters)
    for (node, layer) in graph.layers.enumerated() {
      guard case .recurrent(let recurrent) = layer, layer.hasCellState else { continue }
      let shape = graph.inputShapes(of: node)[0]
      let source = graph.nodes[node].inputs[0]
      let own = Array(parameters[graph.parameterRange(of: node)])
      for (window, start) in starts.enumerated() {
        let x =
          source < 0
          ? sample.values[start..<start + shape.size]
          : trace.output(of: source)[window * shape.size..<(window + 1) * shape.size]
        widen(.cellState(node), by: [recurrent.largestCellState(Array(x), shape, parameters: own)])
      }
    }
  }
}

extension Layer {
  fileprivate var hasCellState: Bool { if case .recurrent(let layer) = self { layer.cell == .lstm } else { false } }
}
