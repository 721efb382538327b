import AnomalyFormat
import AnomalyNN

/// Where the window and every layer's result saturate on the device, in every precision.
///
/// The range over sample windows of the training part, 0 included, and a margin, because data in the field goes a little
/// beyond. What lies further out saturates: 8 bits could not hold it, and all precisions must agree. The residual is taken
/// against the unsaturated input, so that a far-off value still scores high.
struct ActivationRanges {
  /// Share of the range that is added on either side that has values.
  static let margin: Float = 0.25
  /// The same for the window where one linear layer is the whole model: beyond what was seen it goes on as a straight
  /// line, so that slow drift scores by what it changes and not by where it left the range. Eight bits over eight times the
  /// range are enough, because the residual is taken against the exact window.
  static let linearMargin: Float = 7

  private var windowMargin = Self.margin
  private var ranges: [LoweredProgram.Source: ClosedRange<Float>] = [:]
  /// Of attention layers.
  private var attentions: [Int: AttentionRanges] = [:]

  /// Nothing seen yet.
  init() {}

  /// Runs the float reference over scaled windows.
  init(_ graph: Graph, parameters: [Float], windows: WindowSource) {
    if graph.isOneLinearLayer { windowMargin = Self.linearMargin }
    let slice = 1024
    for first in stride(from: 0, to: windows.count, by: slice) {
      let part = windows[first..<min(first + slice, windows.count)]
      for start in part.starts { widen(.window, by: part.values[start..<start + part.length]) }
      let trace = graph.forward(part, parameters: parameters)
      for layer in graph.layers.indices { widen(.layer(layer), by: trace.output(of: layer)[...]) }
    }
    widenCellStates(graph, parameters: parameters, windows: windows)
    attentions = AttentionRanges.all(in: graph, parameters: parameters, windows: windows)
    for (node, attention) in attentions {
      widen(.context(node), by: [attention.results.lowerBound, attention.results.upperBound])
    }
  }

  /// Takes in values of a source.
  mutating func widen(_ source: LoweredProgram.Source, by values: ArraySlice<Float>) {
    var low: Float = 0
    var high: Float = 0
    for value in values where value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    let known = ranges[source] ?? 0...0
    ranges[source] = min(low, known.lowerBound)...max(high, known.upperBound)
  }

  /// The largest magnitude of each channel of a source whose channels have scales of their own; nil for others.
  func magnitudes(_ source: LoweredProgram.Source) -> [Float]? {
    let found: (AttentionRanges) -> [Float]
    let layer: Int
    switch source {
    case .heads(let index): (layer, found) = (index, { $0.queries + $0.keys + $0.values })
    case .queries(let index): (layer, found) = (index, { $0.queries })
    case .memory(let index): (layer, found) = (index, { $0.keys + $0.values })
    case .window, .layer, .similarities, .attention, .shares, .context, .cellState: return nil
    }
    return attentions[layer].map { found($0).map { max($0 * (1 + Self.margin), 1e-6) } }
  }

  /// Where a source saturates: holds 0 and is never empty; a window inside what a blob can say.
  subscript(source: LoweredProgram.Source) -> ClosedRange<Float> {
    let seen = ranges[source] ?? 0...0
    let margin = source == .window ? windowMargin : Self.margin
    let range = seen.lowerBound * (1 + margin)...max(seen.upperBound * (1 + margin), 1e-6)
    return source == .window ? range.clamped(to: -InputRange.float...InputRange.float) : range
  }
}

extension Graph {
  /// Whether a dense layer without activation is all there is.
  fileprivate var isOneLinearLayer: Bool {
    guard nodes.count == 1, case .dense(let layer) = nodes[0].layer else { return false }
    return layer.activation == .linear
  }
}
