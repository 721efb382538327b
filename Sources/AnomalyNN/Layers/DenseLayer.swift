/// y = f(W x + b): any shape flattened to `in` values → 1 × `units`; per step: steps × in → steps × `units`, the same
/// weights at every step. Parameters: W `[units][in]`, b `[units]`.
public struct DenseLayer: LayerOptions {
  /// Values of the result, or of each of its steps; at least 1.
  public var units: Int
  /// f.
  public var activation: Activation
  /// Whether each step is a vector of its own.
  public var isPerStep: Bool

  /// A layer of `units` values.
  public init(units: Int, activation: Activation = .linear, isPerStep: Bool = false) {
    self.units = units
    self.activation = activation
    self.isPerStep = isPerStep
  }

  /// Reads the options; all but the units have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      units: try container.decode(Int.self, forKey: .units),
      activation: try container.option(.activation, or: .linear),
      isPerStep: try container.option(.isPerStep, or: false))
  }

  /// Too few units.
  public var fault: String? { fault("units", units) }

  /// 1 × units, or steps × units.
  public func outputShape(for inputs: [Shape]) -> Shape {
    Shape(steps: isPerStep ? inputs[0].steps : 1, channels: units)
  }

  /// W, b.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [(.weight, [units, isPerStep ? inputs[0].channels : inputs[0].size]), (.bias, [units])]
  }

  /// "128 relu".
  public var summary: String { "\(units) \(activation.rawValue)\(isPerStep ? " per step" : "")" }
}
