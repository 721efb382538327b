import AnomalyNN

/// How far the queries, keys, values and results of an attention reach: in an int8 program queries and keys have a scale a
/// head, values one a channel.
struct AttentionRanges {
  /// Largest magnitude of the channel's head, all heads side by side.
  private(set) var queries: [Float]
  /// The same of keys.
  private(set) var keys: [Float]
  /// Largest magnitude of each channel.
  private(set) var values: [Float]
  /// Range of the heads' results.
  private(set) var results: ClosedRange<Float> = 0...0

  init(heads: Int, width: Int) {
    let zeros = [Float](repeating: 0, count: heads * width)
    (queries, keys, values) = (zeros, zeros, zeros)
  }

  /// Takes in one window.
  ///
  /// - Parameters:
  ///   - query: rows of all heads' queries; `key` and `value` those of keys and values.
  ///   - width: values of one head.
  ///   - isCausal: a query sees the keys of its own step and before.
  mutating func widen(query: [Float], key: [Float], value: [Float], width: Int, isCausal: Bool) {
    let columns = queries.count
    for (place, element) in query.enumerated() { Self.raise(&queries, place % columns, element, width) }
    for (place, element) in key.enumerated() { Self.raise(&keys, place % columns, element, width) }
    for (place, element) in value.enumerated() { Self.raise(&values, place % columns, element, 1) }
    let steps = key.count / columns
    var weights = [Float](repeating: 0, count: steps)
    for row in 0..<query.count / columns {
      let seen = isCausal ? min(row + 1, steps) : steps
      for first in stride(from: 0, to: columns, by: width) {
        for step in 0..<seen {
          var sum: Float = 0
          for place in first..<first + width { sum += query[row * columns + place] * key[step * columns + place] }
          weights[step] = sum / Float(width).squareRoot()
        }
        widenResults(value, weights[..<seen], first..<first + width)
      }
    }
  }

  /// Takes in the mean of values weighted by the softmax of `logits`, channels `places` of every row.
  private mutating func widenResults(_ value: [Float], _ logits: ArraySlice<Float>, _ places: Range<Int>) {
    let largest = logits.reduce(-.infinity, max)
    let weights = logits.map { Float.exponential($0 - largest) }
    let sum = weights.reduce(0, +)
    for place in places {
      var mean: Float = 0
      for (step, weight) in weights.enumerated() { mean += weight * value[step * values.count + place] }
      mean /= sum
      if mean.isFinite { results = min(results.lowerBound, mean)...max(results.upperBound, mean) }
    }
  }

  /// Raises the magnitudes of the group of `width` channels that `channel` is in.
  private static func raise(_ magnitudes: inout [Float], _ channel: Int, _ value: Float, _ width: Int) {
    guard value.isFinite, value.magnitude > magnitudes[channel] else { return }
    let first = channel / width * width
    for place in first..<first + width { magnitudes[place] = value.magnitude }
  }
}

/// From the trace of a graph, which holds what attention layers read, to what they make of it.
extension AttentionRanges {
  /// Windows that are looked at.
  private static var windowLimit: Int { 256 }

  /// The ranges of every attention layer over an even sample of scaled windows, by node.
  static func all(in graph: Graph, parameters: [Float], windows: WindowSource) -> [Int: AttentionRanges] {
    var result: [Int: AttentionRanges] = [:]
    let sample = windows.evenSample(windowLimit)
    guard graph.layers.contains(where: { if case .attention = $0 { true } else { false } }) else { return result }
    let trace = graph.forward(sample, parameters: parameters)
    for (node, layer) in graph.layers.enumerated() {
      guard case .attention(let attention) = layer else { continue }
      var ranges = AttentionRanges(heads: attention.heads, width: attention.headWidth)
      func project(_ source: Int, _ window: Int, _ weight: ParameterRole, _ bias: ParameterRole?) -> [Float] {
        let shape = source < 0 ? graph.input : graph.outputShapes[source]
        let first = source < 0 ? sample.starts[window] : window * shape.size
        let values = source < 0 ? sample.values : trace.output(of: source)
        let slots = graph.slots(of: node)
        func parameter(_ role: ParameterRole) -> ArraySlice<Float> {
          slots.first { $0.role == role }.map { parameters[$0.range] } ?? []
        }
        return Self.project(
          values[first..<first + shape.size], channels: shape.channels, weights: parameter(weight),
          bias: bias.map(parameter), width: attention.width)
      }
      let inputs = graph.nodes[node].inputs
      for window in 0..<sample.count {
        ranges.widen(
          query: project(inputs[0], window, .queryWeight, .queryBias),
          // The runtime's keys have no bias, see the lowering of attention.
          key: project(inputs[inputs.count - 1], window, .keyWeight, nil),
          value: project(inputs[inputs.count - 1], window, .valueWeight, .valueBias),
          width: attention.headWidth, isCausal: attention.isCausal)
      }
      result[node] = ranges
    }
    return result
  }

  /// W·x + b of every row of `channels` values.
  private static func project(
    _ rows: ArraySlice<Float>, channels: Int, weights: ArraySlice<Float>, bias: ArraySlice<Float>?, width: Int
  ) -> [Float] {
    stride(from: rows.startIndex, to: rows.endIndex, by: channels).flatMap { first in
      (0..<width).map { unit in
        var sum = bias.map { $0[$0.startIndex + unit] } ?? 0
        let weight = weights.startIndex + unit * channels
        for channel in 0..<channels { sum += weights[weight + channel] * rows[first + channel] }
        return sum
      }
    }
  }
}
