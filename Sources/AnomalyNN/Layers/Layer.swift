/// One layer of a graph. Every list of layer kinds in the package is an exhaustive switch over this enum.
public enum Layer: Sendable, Hashable {
  /// A dense layer with its activation.
  case dense(DenseLayer)
  /// A memory of prototypes, read by content.
  case memory(MemoryLayer)

  /// Shape of one result for an input of shape `input`.
  public func outputShape(for input: Shape) -> Shape {
    switch self {
    case .dense(let layer): Shape(steps: 1, channels: layer.units)
    case .memory: Shape(steps: 1, channels: input.size)
    }
  }

  /// What is wrong with the layer's own options, as "expected …, got …"; nil if nothing.
  func fault() -> String? {
    switch self {
    case .dense(let layer):
      if layer.units < 1 { return "expected at least 1 unit, got \(layer.units)" }
    case .memory(let layer):
      if layer.slots < 1 { return "expected at least 1 slot, got \(layer.slots)" }
      if !(layer.temperature > 0 && layer.temperature.isFinite) {
        return "expected a temperature greater than 0, got \(layer.temperature)"
      }
      if !(layer.shrink >= 0 && layer.shrink < 1) { return "expected a shrink from 0 to below 1, got \(layer.shrink)" }
      if !(layer.entropyWeight >= 0 && layer.entropyWeight.isFinite) {
        return "expected an entropy weight of 0 or more, got \(layer.entropyWeight)"
      }
    }
    return nil
  }

  /// The layer's parameters for an input of shape `input`, in the order they stand in the flat buffer.
  func parameterShapes(for input: Shape) -> [(role: ParameterRole, shape: [Int])] {
    switch self {
    case .dense(let layer): [(.weight, [layer.units, input.size]), (.bias, [layer.units])]
    case .memory(let layer): [(.prototypes, [layer.slots, input.size])]
    }
  }
}

extension Layer: CustomStringConvertible {
  /// "dense 128 relu", "memory 64 cosine".
  public var description: String {
    switch self {
    case .dense(let layer): "dense \(layer.units) \(layer.activation.rawValue)"
    case .memory(let layer): "memory \(layer.slots) \(layer.similarity.rawValue)"
    }
  }
}
