/// y = eˣ / Σ eˣ over the channels of each step.
public struct SoftmaxLayer: LayerOptions {
  /// Softmax.
  public init() {}
}
