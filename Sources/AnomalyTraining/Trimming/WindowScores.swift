import AnomalyNN

/// The scores of windows by a graph's own definition, in Float on the host.
struct WindowScores {
  let graph: Graph
  let team: ThreadTeam

  private static let batch = 256

  /// One score a window, in the order of `windows`.
  func scores(of windows: WindowSource, parameters: [Float]) -> [Float] {
    var scores = [Float](repeating: 0, count: windows.count)
    guard windows.count > 0 else { return scores }
    let executor = GraphExecutor(
      graph: graph, capacity: min(Self.batch, windows.count), team: team, purpose: .inference)
    let terms = graph.score.map { Term($0, graph: graph, capacity: executor.capacity) }
    scores.withUnsafeMutableBufferPointer { scores in
      parameters.withUnsafeBufferPointer { parameters in
        guard let parameters = parameters.baseAddress, let scores = scores.baseAddress else { return }
        windows.forEachBatch(of: executor.capacity) { values, starts, first in
          executor.forward(values: values, starts: starts, parameters: parameters)
          for term in terms {
            executor.copyOutput(of: term.source, windows: starts.count, to: term.results[0])
          }
          let pieces = (starts.count + 15) / 16
          team.perform(pieces) { piece in
            for window in piece * 16..<min(piece * 16 + 16, starts.count) {
              scores[first + window] = terms.reduce(0) {
                $0 + $1.value(window, values: values + starts[window], parameters: parameters)
              }
            }
          }
        }
      }
    }
    return scores
  }
}

/// One part of the score and the results it is read from.
private struct Term {
  private enum Kind {
    case residual(target: Range<Int>)
    case distance(prototypes: Range<Int>)
    case divergence
  }

  /// The node whose results the term reads.
  let source: Int
  /// Those results, `[windows][size]`.
  let results: FloatBuffers
  private let kind: Kind
  private let size: Int
  private let weight: Float

  init(_ term: ScoreTerm, graph: Graph, capacity: Int) {
    var source = term.node
    switch graph.layers[term.node] {
    case .memory:
      source = graph.nodes[term.node].inputs[0]
      kind = .distance(prototypes: graph.parameterRange(of: term.node))
    case .sampling:
      source = graph.nodes[term.node].inputs[0]
      kind = .divergence
    default: kind = .residual(target: graph.target)
    }
    precondition(source >= 0, "a score is read from results of layers")
    self.source = source
    size = graph.outputShapes[source].size
    weight = term.weight
    results = FloatBuffers(1, of: size * capacity)
  }

  /// weight · term for one window whose values begin at `values`.
  func value(_ window: Int, values: UnsafePointer<Float>, parameters: UnsafePointer<Float>) -> Float {
    let result = results[0] + window * size
    switch kind {
    case .residual(let target):
      var sum: Float = 0
      for i in 0..<size {
        let residual = result[i] - values[target.lowerBound + i]
        sum += residual * residual
      }
      return weight * sum / Float(size)
    case .distance(let prototypes):
      var least = Float.infinity
      for start in stride(from: prototypes.lowerBound, to: prototypes.upperBound, by: size) {
        var sum: Float = 0
        for i in 0..<size {
          let difference = result[i] - parameters[start + i]
          sum += difference * difference
        }
        least = min(least, sum)
      }
      return weight * least
    case .divergence:
      var sum: Float = 0
      for i in 0..<size / 2 {
        let (mean, variance) = (result[i], result[size / 2 + i])
        sum += Float.exponential(variance) + mean * mean - 1 - variance
      }
      return weight * sum / 2
    }
  }
}
