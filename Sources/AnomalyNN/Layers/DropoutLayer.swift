/// Dropout (Srivastava et al. 2014): in training each value becomes 0 with probability `rate`, and the others are divided
/// by 1 − rate. Otherwise the identity.
public struct DropoutLayer: LayerOptions {
  /// From 0 to below 1.
  public var rate: Float

  /// Dropout.
  public init(rate: Float) { self.rate = rate }

  /// A rate out of range.
  public var fault: String? { fault(rate: rate, "a rate") }

  /// "0.2".
  public var summary: String { "\(rate)" }
}
