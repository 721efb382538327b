/// A graph, slow and obvious: what the fast executor is held against.
extension Graph {
  /// Results of every node, `[node][window][value]`; those of the first nodes may be `known`.
  package func referenceOutputs<T: RealNumber>(
    _ windows: [[T]], parameters: [T], noise: NoiseKey? = nil, known: ArraySlice<[[T]]> = []
  ) -> [[[T]]] {
    var outputs = Array(known)
    for index in nodes.indices.dropFirst(known.count) {
      outputs.append(
        layers[index].reference.referenceForward(
          inputs(of: index, windows, outputs), place(index, noise),
          parameters: Array(parameters[parameterRange(of: index)])))
    }
    return outputs
  }

  /// The loss of predicting the targets of `windows`: mean over windows and values, and the layers' penalties.
  package func referenceLoss<T: RealNumber>(
    _ loss: Loss, windows: [[T]], parameters: [T], noise: NoiseKey? = nil, known: ArraySlice<[[T]]> = []
  ) -> T {
    let outputs = referenceOutputs(windows, parameters: parameters, noise: noise, known: known)
    var sum: T = 0
    for (y, window) in zip(outputs[outputs.count - 1], windows) {
      for (value, aim) in zip(y, window[target]) { sum += loss(value, aim) / T(target.count) }
    }
    sum /= T(windows.count)
    for index in nodes.indices {
      sum += layers[index].reference.referencePenalty(
        inputs(of: index, windows, outputs), place(index, noise),
        parameters: Array(parameters[parameterRange(of: index)]))
    }
    return sum
  }

  /// The gradient of `referenceLoss` by every parameter; statistics get what the batch says of them.
  package func referenceGradient<T: RealNumber>(
    _ loss: Loss, windows: [[T]], parameters: [T], noise: NoiseKey? = nil
  ) -> [T] {
    let outputs = referenceOutputs(windows, parameters: parameters, noise: noise)
    var gradient = [T](repeating: 0, count: parameterCount)
    var deltas = outputShapes.map { [[T]](repeating: [T](repeating: 0, count: $0.size), count: windows.count) }
    let share = 1 / (T(windows.count) * T(target.count))
    for (window, y) in outputs[outputs.count - 1].enumerated() {
      deltas[deltas.count - 1][window] = zip(y, windows[window][target]).map { loss.derivative($0, $1) * share }
    }
    for index in nodes.indices.reversed() {
      let range = parameterRange(of: index)
      let back = layers[index].reference.referenceBackward(
        deltas[index], inputs(of: index, windows, outputs), place(index, noise), parameters: Array(parameters[range]))
      for (i, value) in zip(range, back.parameters) { gradient[i] += value }
      for (place, source) in nodes[index].inputs.enumerated() where source >= 0 {
        for window in windows.indices {
          for i in deltas[source][window].indices { deltas[source][window][i] += back.inputs[window][place][i] }
        }
      }
    }
    return gradient
  }

  /// What node `index` reads, `[window][input][value]`.
  private func inputs<T: RealNumber>(of index: Int, _ windows: [[T]], _ outputs: [[[T]]]) -> [[[T]]] {
    windows.indices.map { window in
      nodes[index].inputs.map { $0 < 0 ? Array(windows[window].prefix(input.size)) : outputs[$0][window] }
    }
  }

  private func place(_ index: Int, _ noise: NoiseKey?) -> ReferencePlace {
    ReferencePlace(node: index, inputs: inputShapes(of: index), output: outputShapes[index], noise: noise)
  }
}
