extension BatchNormLayer: ReferenceLayer {
  package func referenceForward<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> [[T]] {
    let channels = place.inputs[0].channels
    let (mean, variance) = statistics(x, place, parameters: parameters)
    return x.map { x in
      x[0].enumerated().map { i, value in
        let c = i % channels
        return activation(normalised(value, mean[c], variance[c]) * parameters[c] + parameters[channels + c])
      }
    }
  }

  package func referenceBackward<T: RealNumber>(
    _ dy: [[T]], _ x: [[[T]]], _ place: ReferencePlace, parameters: [T]
  ) -> (inputs: [[[T]]], parameters: [T]) {
    let channels = place.inputs[0].channels
    let (mean, variance) = statistics(x, place, parameters: parameters)
    let count = T(x.count * place.inputs[0].steps)
    var gradient = [T](repeating: 0, count: 2 * channels) + mean + variance
    var da = dy
    for window in x.indices {
      for (i, value) in x[window][0].enumerated() {
        let c = i % channels
        let n = normalised(value, mean[c], variance[c])
        let a = n * parameters[c] + parameters[channels + c]
        da[window][i] *= activation.derivative(at: a, result: activation(a))
        gradient[c] += da[window][i] * n
        gradient[channels + c] += da[window][i]
      }
    }
    let dx = x.indices.map { window in
      [
        x[window][0].enumerated().map { i, value -> T in
          let c = i % channels
          let factor = parameters[c] / (variance[c] + T(epsilon)).squareRoot()
          guard place.noise != nil else { return factor * da[window][i] }
          let n = normalised(value, mean[c], variance[c])
          return factor * (da[window][i] - gradient[channels + c] / count - n * gradient[c] / count)
        }
      ]
    }
    return (dx, gradient)
  }

  private func normalised<T: RealNumber>(_ x: T, _ mean: T, _ variance: T) -> T {
    (x - mean) / (variance + T(epsilon)).squareRoot()
  }

  /// Those of the batch in training, the running ones otherwise.
  private func statistics<T: RealNumber>(
    _ x: [[[T]]], _ place: ReferencePlace, parameters: [T]
  ) -> (mean: [T], variance: [T]) {
    let channels = place.inputs[0].channels
    guard place.noise != nil else {
      return (Array(parameters[2 * channels..<3 * channels]), Array(parameters[3 * channels..<4 * channels]))
    }
    let count = T(x.count * place.inputs[0].steps)
    var mean = [T](repeating: 0, count: channels)
    var variance = mean
    for x in x { for (i, value) in x[0].enumerated() { mean[i % channels] += value / count } }
    for x in x {
      for (i, value) in x[0].enumerated() {
        variance[i % channels] += (value - mean[i % channels]) * (value - mean[i % channels]) / count
      }
    }
    return (mean, variance)
  }
}
