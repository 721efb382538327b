public import AnomalyData

extension Graph {
  /// Fresh parameters. Each node draws from its own fork of `random`, so that changing one leaves the others as they were.
  ///
  /// - weights before a ReLU or its relatives: He et al. 2015 (normal, variance 2/in); other weights: Glorot and Bengio 2010
  ///   (uniform within ±√(6/(in + out)), of a recurrent cell for each gate by itself)
  /// - recurrent weights: each gate an orthogonal matrix (Saxe et al. 2014)
  /// - biases 0, but 1 for the forget gate of an LSTM (Jozefowicz et al. 2015)
  /// - norms: scale 1, shift 0, mean 0, variance 1
  /// - prototypes: normal, variance 1/dim; tables of positions and queries: normal, deviation 0.02
  public func initialParameters(random: RandomSource) -> [Float] {
    var parameters = [Float](repeating: 0, count: parameterCount)
    var forks: [Int: RandomSource] = [:]
    for slot in slots {
      var random = forks[slot.layer] ?? random.fork(UInt64(slot.layer))
      fill(slot, &parameters[slot.range], random: &random)
      forks[slot.layer] = random
    }
    return parameters
  }

  private func fill(_ slot: ParameterSlot, _ values: inout ArraySlice<Float>, random: inout RandomSource) {
    func normal(_ deviation: Double) { for i in values.indices { values[i] = Float(deviation * random.normal()) } }
    func uniform(_ bound: Double) {
      for i in values.indices { values[i] = Float(random.uniform(in: -bound..<bound)) }
    }
    switch slot.role {
    case .recurrentBias, .queryBias, .keyBias, .valueBias, .outputBias, .shift, .mean: return
    case .bias:
      guard case .recurrent(let layer) = layers[slot.layer], layer.cell == .lstm else { return }
      for i in 0..<layer.units { values[values.startIndex + layer.units + i] = 1 }
    case .scale, .variance: for i in values.indices { values[i] = 1 }
    case .prototypes: normal((1 / Double(slot.shape[1])).squareRoot())
    case .table: normal(0.02)
    case .recurrentWeight:
      let units = slot.shape[1]
      for gate in 0..<slot.shape[0] / units {
        let start = values.startIndex + gate * units * units
        values.replaceSubrange(start..<start + units * units, with: orthogonal(units, random: &random))
      }
    case .weight where startsByHe(slot.layer): normal((2 / Double(slot.shape[1])).squareRoot())
    case .weight, .queryWeight, .keyWeight, .valueWeight, .outputWeight:
      var rows = slot.shape[0]
      if case .recurrent(let layer) = layers[slot.layer] { rows = layer.units }
      uniform((6 / Double(rows + slot.shape[1])).squareRoot())
    }
  }

  /// A random orthogonal matrix, row-major, by Gram and Schmidt from normal numbers.
  private func orthogonal(_ size: Int, random: inout RandomSource) -> [Float] {
    var rows: [[Double]] = []
    while rows.count < size {
      var row = (0..<size).map { _ in random.normal() }
      for _ in 0..<2 {
        for other in rows {
          let along = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in row.indices { row[i] -= along * other[i] }
        }
      }
      let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 1e-6 { rows.append(row.map { $0 / length }) }
    }
    return rows.flatMap { $0.map { Float($0) } }
  }

  /// Whether the weights of a node feed a ReLU or a relative of it.
  private func startsByHe(_ index: Int) -> Bool {
    let activation: Activation
    switch layers[index] {
    case .dense(let layer): activation = layer.activation
    case .convolution(let layer): activation = layer.activation
    case .transposedConvolution(let layer): activation = layer.activation
    default: return false
    }
    return switch activation {
    case .relu, .leakyRelu, .elu, .gelu, .silu: true
    case .linear, .tanh, .sigmoid: false
    }
  }
}
