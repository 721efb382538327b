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
