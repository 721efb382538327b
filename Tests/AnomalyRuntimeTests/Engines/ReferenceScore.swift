import AnomalyExport
import AnomalyNN
import SampleModels

/// The score of a model as its graph defines it, in Double, by the reference forms of the layers.
struct ReferenceScore {
  let graph: Graph
  let outputs: [[Double]]
  /// The score.
  let value: Double

  /// - Parameter window: raw samples; NaN: missing.
  init(_ model: Model, _ window: [Float]) {
    let record = model.record
    graph = record.graph
    let columns = record.columnNames.count
    let scaled = window.enumerated().map { Double(record.scaler.scaled($1, column: $0 % columns)) }
    let parameters = model.parameters.map(Double.init)
    outputs = graph.referenceOutputs([scaled], parameters: parameters).map { $0[0] }
    var sum = 0.0
    for term in graph.score {
      sum += Double(term.weight) * Self.term(term.node, graph, outputs, scaled, parameters, window)
    }
    value = sum
  }

  /// What the node of the explained residual gives.
  var reconstruction: [Double] {
    let node = graph.score.map(\.node).first { node in
      switch graph.layers[node] {
      case .memory, .sampling: false
      default: true
      }
    }
    return outputs[node ?? graph.nodes.count - 1]
  }

  private static func term(
    _ node: Int, _ graph: Graph, _ outputs: [[Double]], _ scaled: [Double], _ parameters: [Double], _ window: [Float]
  ) -> Double {
    let source = graph.nodes[node].inputs[0]
    let input = source < 0 ? Array(scaled.prefix(graph.input.size)) : outputs[source]
    switch graph.layers[node] {
    case .memory:
      let prototypes = Array(parameters[graph.parameterRange(of: node)])
      return stride(from: 0, to: prototypes.count, by: input.count).map { first in
        zip(input, prototypes[first...]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }.min() ?? 0
    case .sampling:
      let half = input.count / 2
      return (0..<half).reduce(0) { sum, index in
        let v = input[half + index]
        return sum + (Double.exponential(v) + input[index] * input[index] - 1 - v) / 2
      }
    default:
      let places = (0..<graph.target.count).filter { !window[graph.target.lowerBound + $0].isNaN }
      let sum = places.reduce(0.0) { sum, place in
        let d = scaled[graph.target.lowerBound + place] - outputs[node][place]
        return sum + d * d
      }
      return sum / Double(places.count)
    }
  }
}
