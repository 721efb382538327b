/// A graph, slow and obvious, window by window: what the fast executor is held against.
extension Graph {
  /// Results of every layer for one window.
  package func referenceOutputs<T: RealNumber>(_ window: [T], parameters: [T]) -> [[T]] {
    var outputs: [[T]] = []
    for index in layers.indices {
      outputs.append(
        layers[index].referenceForward(
          outputs.last ?? window, parameters: Array(parameters[parameterRange(of: index)])))
    }
    return outputs
  }

  /// The loss of reconstructing `windows`: mean over windows and values, and the mean of the layers' penalties.
  package func referenceLoss<T: RealNumber>(_ loss: Loss, windows: [[T]], parameters: [T]) -> T {
    var sum: T = 0
    for window in windows {
      let outputs = referenceOutputs(window, parameters: parameters)
      for (y, target) in zip(outputs[outputs.count - 1], window) { sum += loss(y - target) / T(window.count) }
      for index in layers.indices {
        sum += layers[index].referencePenalty(
          index == 0 ? window : outputs[index - 1], parameters: Array(parameters[parameterRange(of: index)]))
      }
    }
    return sum / T(windows.count)
  }

  /// The gradient of `referenceLoss` by every parameter.
  package func referenceGradient<T: RealNumber>(_ loss: Loss, windows: [[T]], parameters: [T]) -> [T] {
    var gradient = [T](repeating: 0, count: parameterCount)
    let share = 1 / T(windows.count)
    for window in windows {
      let outputs = referenceOutputs(window, parameters: parameters)
      var delta = zip(outputs[outputs.count - 1], window).map { loss.derivative($0 - $1) * share / T(window.count) }
      for index in layers.indices.reversed() {
        let range = parameterRange(of: index)
        let back = layers[index].referenceBackward(
          delta, input: index == 0 ? window : outputs[index - 1], parameters: Array(parameters[range]),
          penaltyFactor: share)
        for (i, value) in zip(range, back.parameters) { gradient[i] += value }
        delta = back.input
      }
    }
    return gradient
  }
}
