/// The bottleneck of a variational autoencoder (Kingma and Welling 2014): the input is read flat as L means μ and L
/// logarithms of variances v. → 1 × L.
///
/// In training z = μ + e^(v/2) ε with normal ε, and `klWeight` · ½ Σ (e^v + μ² − 1 − v), averaged over windows, joins the
/// loss (β of Higgins et al. 2017). Otherwise z = μ: scores are the same on every machine.
public struct SamplingLayer: LayerOptions {
  /// β; 0 or more.
  public var klWeight: Float

  /// Sampling with a weight of its penalty.
  public init(klWeight: Float) { self.klWeight = klWeight }

  /// A negative weight.
  public var fault: String? { fault(notNegative: klWeight, "a KL weight") }

  /// Means and variances come in pairs.
  public func fault(of inputs: [Shape]) -> String? {
    inputs[0].size % 2 == 0 ? nil : "expected an even number of values, means then log variances, got \(inputs[0].size)"
  }

  /// 1 × half the input.
  public func outputShape(for inputs: [Shape]) -> Shape { Shape(steps: 1, channels: inputs[0].size / 2) }

  /// "β 0.1".
  public var summary: String { "β \(klWeight)" }
}
