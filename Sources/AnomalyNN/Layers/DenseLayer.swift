/// y = f(W x + b): any shape flattened to `in` values → 1 × `units`. Parameters: W `[units][in]`, b `[units]`.
public struct DenseLayer: Codable, Sendable, Hashable {
  /// Values of the result; at least 1.
  public var units: Int
  /// f.
  public var activation: Activation

  /// A layer of `units` values.
  public init(units: Int, activation: Activation = .linear) {
    self.units = units
    self.activation = activation
  }
}
