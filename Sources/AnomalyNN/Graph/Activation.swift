/// The elementwise function that ends a layer.
public enum Activation: String, Codable, Sendable, CaseIterable {
  /// x
  case linear
  /// max(x, 0)
  case relu
  /// tanh x
  case tanh
  /// 1 / (1 + e⁻ˣ)
  case sigmoid

  /// The function itself.
  public func callAsFunction<T: RealNumber>(_ x: T) -> T {
    switch self {
    case .linear: x
    case .relu: x > 0 ? x : 0
    case .tanh: T.hyperbolicTangent(x)
    case .sigmoid: 1 / (1 + T.exponential(-x))
    }
  }

  /// The derivative, as a function of the result `y`; that of ReLU at 0 is 0.
  public func derivative<T: RealNumber>(atResult y: T) -> T {
    switch self {
    case .linear: 1
    case .relu: y > 0 ? 1 : 0
    case .tanh: 1 - y * y
    case .sigmoid: y * (1 - y)
    }
  }
}
