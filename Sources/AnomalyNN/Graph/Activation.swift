/// The elementwise function that ends a layer.
public enum Activation: String, Codable, Sendable, CaseIterable {
  /// x
  case linear
  /// max(x, 0)
  case relu
  /// x above 0, x / 100 below (Maas et al. 2013)
  case leakyRelu = "leaky-relu"
  /// x above 0, eˣ − 1 below (Clevert et al. 2016)
  case elu
  /// x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))) (Hendrycks and Gimpel 2016, the form with tanh)
  case gelu
  /// x / (1 + e⁻ˣ) (Elfwing et al. 2018)
  case silu
  /// tanh x
  case tanh
  /// 1 / (1 + e⁻ˣ)
  case sigmoid

  /// Slope of `leakyRelu` below 0.
  public static let leak: Float = 0.01

  /// The function itself.
  public func callAsFunction<T: RealNumber>(_ x: T) -> T {
    switch self {
    case .linear: x
    case .relu: x > 0 ? x : 0
    case .leakyRelu: x > 0 ? x : T(Self.leak) * x
    case .elu: x > 0 ? x : T.exponential(x) - 1
    case .gelu: x / 2 * (1 + T.hyperbolicTangent(Self.geluArgument(x)))
    case .silu: x / (1 + T.exponential(-x))
    case .tanh: T.hyperbolicTangent(x)
    case .sigmoid: 1 / (1 + T.exponential(-x))
    }
  }

  /// The derivative at `x`, where the function has the result `y`; that of ReLU at 0 is 0.
  public func derivative<T: RealNumber>(at x: T, result y: T) -> T {
    switch self {
    case .linear: return 1
    case .relu: return x > 0 ? 1 : 0
    case .leakyRelu: return x > 0 ? 1 : T(Self.leak)
    case .elu: return x > 0 ? 1 : y + 1
    case .gelu:
      let t = T.hyperbolicTangent(Self.geluArgument(x))
      return (1 + t) / 2 + x / 2 * (1 - t * t) * T(0.797_884_560_802_865_4) * (1 + 3 * T(0.044715) * x * x)
    case .silu:
      let s = 1 / (1 + T.exponential(-x))
      return s * (1 + x * (1 - s))
    case .tanh: return 1 - y * y
    case .sigmoid: return y * (1 - y)
    }
  }

  /// Whether the derivative needs `x`; otherwise it follows from the result.
  public var needsArgument: Bool { self == .gelu || self == .silu }

  private static func geluArgument<T: RealNumber>(_ x: T) -> T {
    T(0.797_884_560_802_865_4) * (x + T(0.044715) * x * x * x)
  }
}
