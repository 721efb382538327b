import AnomalyNN

/// Where the first number that is not finite stands, in a batch that the executor has just run.
struct FaultSearch {
  let executor: GraphExecutor
  let batch: WindowBatch
  let parameters: UnsafePointer<Float>

  /// Looks at the windows, then layer by layer at parameters and results, then from the last layer back at `gradient`;
  /// what is left is the loss of results that are finite by themselves.
  func firstFault(gradient: UnsafePointer<Float>?) -> String {
    let graph = executor.graph
    for start in batch.starts where !Self.isFinite(batch.values + start, count: graph.window.size) {
      return "the scaled readings themselves"
    }
    for node in graph.nodes.indices {
      if !isFinite(parameters, of: node) { return "the parameters of \(name(node))" }
      if !hasFiniteResult(node) { return "the result of \(name(node))" }
    }
    if let gradient {
      for node in graph.nodes.indices.reversed() where !isFinite(gradient, of: node) {
        return "the gradient of \(name(node))"
      }
    }
    return "the loss of \(executor.aims.map(name).joined(separator: ", "))"
  }

  private func name(_ node: Int) -> String { "layer \(node) (\(executor.graph.layers[node]))" }

  private func isFinite(_ buffer: UnsafePointer<Float>, of node: Int) -> Bool {
    let range = executor.graph.parameterRange(of: node)
    return Self.isFinite(buffer + range.lowerBound, count: range.count)
  }

  private func hasFiniteResult(_ node: Int) -> Bool {
    let windows = batch.starts.count
    let count = executor.graph.outputShapes[node].size * windows
    return withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { result in
      guard let result = result.baseAddress else { return true }
      executor.copyOutput(of: node, windows: windows, to: result)
      return Self.isFinite(result, count: count)
    }
  }

  /// Whether all values are finite: x − x is 0 for those alone.
  static func isFinite(_ values: UnsafePointer<Float>, count: Int) -> Bool {
    var sums = SIMD16<Float>.zero
    let whole = count / 16 * 16
    for i in stride(from: 0, to: whole, by: 16) {
      let lanes = UnsafeRawPointer(values + i).loadUnaligned(as: SIMD16<Float>.self)
      sums += lanes - lanes
    }
    var sum = sums.sum()
    for i in whole..<count { sum += values[i] - values[i] }
    return sum == 0
  }
}
