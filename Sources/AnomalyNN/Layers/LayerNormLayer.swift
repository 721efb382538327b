/// Layer norm (Ba et al. 2016): y = scale · (x − m) / √(v + ε) + shift, m and v over the channels of one step. Parameters:
/// scale, shift `[channels]`.
public struct LayerNormLayer: LayerOptions {
  /// Added to the variance; greater than 0.
  public var epsilon: Float

  /// Layer norm.
  public init(epsilon: Float = 1e-6) { self.epsilon = epsilon }

  /// Reads the options; epsilon has its default.
  public init(from decoder: any Decoder) throws {
    self.init(epsilon: try decoder.container(keyedBy: CodingKeys.self).option(.epsilon, or: 1e-6))
  }

  /// An epsilon that is not positive.
  public var fault: String? { fault(positive: epsilon, "an epsilon") }

  /// scale, shift.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [.scale, .shift].map { ($0, [inputs[0].channels]) }
  }
}
