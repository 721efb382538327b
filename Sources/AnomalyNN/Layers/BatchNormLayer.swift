/// Batch norm (Ioffe and Szegedy 2015): y = f(scale · (x − m) / √(v + ε) + shift) for each channel, m and v over all windows
/// and steps of the batch in training, and running averages of them afterwards. Parameters: scale, shift, mean,
/// variance `[channels]`; the last two are statistics, which no gradient reaches.
public struct BatchNormLayer: LayerOptions {
  /// Added to the variance; greater than 0.
  public var epsilon: Float
  /// Share of the batch in the running averages after every step; above 0, at most 1.
  public var momentum: Float
  /// f.
  public var activation: Activation

  /// Batch norm.
  public init(epsilon: Float = 1e-5, momentum: Float = 0.1, activation: Activation = .linear) {
    self.epsilon = epsilon
    self.momentum = momentum
    self.activation = activation
  }

  /// Reads the options, all of which have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      epsilon: try container.option(.epsilon, or: 1e-5), momentum: try container.option(.momentum, or: 0.1),
      activation: try container.option(.activation, or: .linear))
  }

  /// An option out of range.
  public var fault: String? {
    if let problem = fault(positive: epsilon, "an epsilon") { return problem }
    return momentum > 0 && momentum <= 1 ? nil : "expected a momentum above 0 and at most 1, got \(momentum)"
  }

  /// scale, shift, mean, variance.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [.scale, .shift, .mean, .variance].map { ($0, [inputs[0].channels]) }
  }

  /// "relu".
  public var summary: String { activation.rawValue }
}
