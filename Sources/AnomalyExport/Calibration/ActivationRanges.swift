import AnomalyNN

/// The smallest and largest value of the window and of every layer's result over sample windows, both including 0.
struct ActivationRanges {
  private var ranges: [LoweredProgram.Source: ClosedRange<Float>] = [:]

  /// Runs the float reference over scaled windows.
  init(_ graph: Graph, parameters: [Float], windows: WindowSource) {
    let slice = 1024
    for first in stride(from: 0, to: windows.count, by: slice) {
      let part = windows[first..<min(first + slice, windows.count)]
      for start in part.starts { widen(.window, by: part.values[start..<start + part.length]) }
      let trace = graph.forward(part, parameters: parameters)
      for layer in graph.layers.indices { widen(.layer(layer), by: trace.output(of: layer)[...]) }
    }
  }

  private mutating func widen(_ source: LoweredProgram.Source, by values: ArraySlice<Float>) {
    var low: Float = 0
    var high: Float = 0
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    let known = ranges[source] ?? 0...0
    ranges[source] = min(low, known.lowerBound)...max(high, known.upperBound)
  }

  /// The range of a source; 0...0 when it was never seen.
  subscript(source: LoweredProgram.Source) -> ClosedRange<Float> { ranges[source] ?? 0...0 }
}
