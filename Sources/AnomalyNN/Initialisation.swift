public import AnomalyData

/// How fresh weights and biases are drawn.
public enum Initialisation: String, Codable, Sendable, CaseIterable {
  /// Weights and biases uniform within ±1/√in, those of a recurrent cell within ±1/√units (LeCun et al. 1998).
  case uniform
  /// Weights uniform within ±√(6/(in + out)) (Glorot and Bengio 2010), for each gate of a recurrent cell by itself; its
  /// recurrent weights orthogonal (Saxe et al. 2014), the bias of an LSTM's forget gate 1 (Jozefowicz et al. 2015), all
  /// other biases 0.
  case glorot
  /// As `glorot`, but weights before a ReLU or its relatives normal with variance 2/in (He et al. 2015).
  case he
}

extension Graph {
  /// Fresh parameters. Each node draws from its own fork of `random`, so that changing one leaves the others as they were.
  ///
  /// Whatever the scheme: attention by Glorot with biases 0; norms scale 1, shift 0, mean 0, variance 1; prototypes normal
  /// with variance 1/dim; tables of positions and queries normal with deviation 0.02.
  public func initialParameters(random: RandomSource, by scheme: Initialisation = .uniform) -> [Float] {
    var parameters = [Float](repeating: 0, count: parameterCount)
    var forks: [Int: RandomSource] = [:]
    for slot in slots {
      var random = forks[slot.layer] ?? random.fork(UInt64(slot.layer))
      fill(slot, &parameters[slot.range], by: scheme, random: &random)
      forks[slot.layer] = random
    }
    return parameters
  }

  private func fill(
    _ slot: ParameterSlot, _ values: inout ArraySlice<Float>, by scheme: Initialisation, random: inout RandomSource
  ) {
    func normal(_ deviation: Double) { for i in values.indices { values[i] = Float(deviation * random.normal()) } }
    func uniform(_ bound: Double) {
      for i in values.indices { values[i] = Float(random.uniform(in: -bound..<bound)) }
    }
    switch slot.role {
    case .queryBias, .keyBias, .valueBias, .outputBias, .shift, .mean: return
    case .scale, .variance: for i in values.indices { values[i] = 1 }
    case .prototypes: normal((1 / Double(slot.shape[1])).squareRoot())
    case .table: normal(0.02)
    case .queryWeight, .keyWeight, .valueWeight, .outputWeight: uniform(glorotBound(slot.shape[0], slot.shape[1]))
    case .weight, .bias, .recurrentWeight, .recurrentBias:
      switch scheme {
      case .uniform: uniform(1 / Double(width(of: slot)).squareRoot())
      case .glorot, .he:
        if slot.role == .weight && scheme == .he && feedsRectifier(slot.layer) {
          normal((2 / Double(slot.shape[1])).squareRoot())
        } else {
          fillByGlorot(slot, &values, random: &random)
        }
      }
    }
  }

  private func fillByGlorot(
    _ slot: ParameterSlot, _ values: inout ArraySlice<Float>, random: inout RandomSource
  ) {
    func uniform(_ bound: Double) {
      for i in values.indices { values[i] = Float(random.uniform(in: -bound..<bound)) }
    }
    switch slot.role {
    case .bias:
      guard case .recurrent(let layer) = layers[slot.layer], layer.cell == .lstm else { return }
      for i in 0..<layer.units { values[values.startIndex + layer.units + i] = 1 }
    case .recurrentWeight:
      let units = slot.shape[1]
      for gate in 0..<slot.shape[0] / units {
        let start = values.startIndex + gate * units * units
        values.replaceSubrange(start..<start + units * units, with: orthogonal(units, random: &random))
      }
    case .recurrentBias: return
    default:
      guard case .recurrent(let layer) = layers[slot.layer] else {
        return uniform(glorotBound(slot.shape[0], slot.shape[1]))
      }
      uniform(glorotBound(layer.units, slot.shape[1]))
    }
  }

  private func glorotBound(_ rows: Int, _ columns: Int) -> Double { (6 / Double(rows + columns)).squareRoot() }

  /// What the bound of the uniform scheme follows from: the values that a row of the layer's matrix reads, or the units of a
  /// recurrent cell.
  private func width(of slot: ParameterSlot) -> Int {
    if case .recurrent(let layer) = layers[slot.layer] { return layer.units }
    return slots.first { $0.layer == slot.layer && $0.role == .weight }?.shape[1] ?? slot.shape[0]
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

  /// Whether a layer ends in a ReLU or a relative of it.
  private func feedsRectifier(_ index: Int) -> Bool {
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
