/// Corrupts its input in training, so that the model learns to repair it (Vincent et al. 2008). Otherwise the identity.
public struct NoiseLayer: LayerOptions {
  /// How the input is corrupted.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// x + amount · ε with normal ε.
    case gaussian
    /// Each value becomes 0 with probability `amount`.
    case maskValues = "mask-values"
    /// Each step becomes 0, all its channels at once, with probability `amount`.
    case maskSteps = "mask-steps"
  }

  /// How the input is corrupted.
  public var kind: Kind
  /// Standard deviation, 0 or more, or probability, from 0 to below 1.
  public var amount: Float

  /// Noise.
  public init(kind: Kind, amount: Float) {
    self.kind = kind
    self.amount = amount
  }

  /// An amount out of range.
  public var fault: String? {
    switch kind {
    case .gaussian: fault(notNegative: amount, "a standard deviation")
    case .maskValues, .maskSteps: fault(rate: amount, "a probability")
    }
  }

  /// "gaussian 0.1".
  public var summary: String { "\(kind.rawValue) \(amount)" }
}
