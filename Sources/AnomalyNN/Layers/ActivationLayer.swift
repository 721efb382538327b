/// y = f(x), value by value.
public struct ActivationLayer: LayerOptions {
  /// f.
  public var activation: Activation

  /// A layer of nothing but an activation.
  public init(activation: Activation) { self.activation = activation }

  /// "relu".
  public var summary: String { activation.rawValue }
}
