/// The identity with a penalty that keeps most of its values near 0.
///
/// - l1: weight · the mean over windows of Σ |a|
/// - kl: weight · Σ_j KL(target ‖ the mean of a_j over the batch), clamped to [1e-6, 1 − 1e-6]; for values in (0, 1)
///   (Ng, "Sparse autoencoder", 2011)
public struct SparsityLayer: LayerOptions {
  /// Which penalty.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Σ |a|.
    case l1
    /// Divergence of mean activations from `target`.
    case kl
  }

  /// Which penalty.
  public var kind: Kind
  /// Its weight in the loss; 0 or more.
  public var weight: Float
  /// Mean activation aimed at by `kl`; between 0 and 1.
  public var target: Float

  /// A penalty.
  public init(kind: Kind, weight: Float, target: Float = 0.05) {
    self.kind = kind
    self.weight = weight
    self.target = target
  }

  /// Reads the options; the target has its default.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      kind: try container.decode(Kind.self, forKey: .kind), weight: try container.decode(Float.self, forKey: .weight),
      target: try container.option(.target, or: 0.05))
  }

  /// An option out of range.
  public var fault: String? {
    if let problem = fault(notNegative: weight, "a weight") { return problem }
    return target > 0 && target < 1 ? nil : "expected a target between 0 and 1, got \(target)"
  }

  /// "l1 0.001".
  public var summary: String { "\(kind.rawValue) \(weight)" }
}
