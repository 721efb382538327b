public import AnomalyData

extension Graph {
  /// Fresh parameters: weights before a ReLU by He et al. 2015 (normal, variance 2/in), other weights by Glorot and
  /// Bengio 2010 (uniform within ±√(6/(in + out))), biases 0, prototypes normal with variance 1/dim. Each layer draws
  /// from its own fork of `random`, so that changing one leaves the others as they were.
  public func initialParameters(random: RandomSource) -> [Float] {
    var parameters = [Float](repeating: 0, count: parameterCount)
    for slot in slots {
      var random = random.fork(UInt64(slot.layer))
      switch slot.role {
      case .bias: continue
      case .prototypes:
        let deviation = (1 / Double(slot.shape[1])).squareRoot()
        for i in slot.range { parameters[i] = Float(deviation * random.normal()) }
      case .weight:
        if startsByHe(slot.layer) {
          let deviation = (2 / Double(slot.shape[1])).squareRoot()
          for i in slot.range { parameters[i] = Float(deviation * random.normal()) }
        } else {
          let bound = (6 / Double(slot.shape[0] + slot.shape[1])).squareRoot()
          for i in slot.range { parameters[i] = Float(random.uniform(in: -bound..<bound)) }
        }
      }
    }
    return parameters
  }

  private func startsByHe(_ index: Int) -> Bool {
    switch layers[index] {
    case .dense(let layer):
      switch layer.activation {
      case .relu: true
      case .linear, .tanh, .sigmoid: false
      }
    case .memory: false
    }
  }
}
