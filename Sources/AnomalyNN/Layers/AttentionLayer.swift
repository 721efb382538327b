/// Multi-head attention (Vaswani et al. 2017): every step of the first input asks, every step of the second, or of the
/// first where there is no second, answers. steps × channels → the same shape.
///
/// For each head softmax(Q Kᵀ / √headWidth) V with Q = W_q x + b_q of the asking, K and V of the answering steps; the heads
/// side by side pass through W_o and b_o. Parameters: W_q `[heads · headWidth][channels]`, W_k and W_v
/// `[heads · headWidth][channels of the answering input]`, b_q, b_k, b_v `[heads · headWidth]` each,
/// W_o `[channels][heads · headWidth]`, b_o `[channels]`.
public struct AttentionLayer: LayerOptions {
  /// Heads; at least 1.
  public var heads: Int
  /// Values of a query in one head; at least 1.
  public var headWidth: Int
  /// Whether a step sees only itself and what came before it.
  public var isCausal: Bool

  /// Attention of `heads` heads.
  public init(heads: Int, headWidth: Int, isCausal: Bool = false) {
    self.heads = heads
    self.headWidth = headWidth
    self.isCausal = isCausal
  }

  /// Reads the options; without a word on it every step sees all.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      heads: try container.decode(Int.self, forKey: .heads),
      headWidth: try container.decode(Int.self, forKey: .headWidth),
      isCausal: try container.option(.isCausal, or: false))
  }

  /// Values of a query over all heads.
  public var width: Int { heads * headWidth }

  /// Too few heads, or heads without width.
  public var fault: String? { fault("heads", heads) ?? fault("a head width", headWidth) }
  /// Itself, or itself and a context.
  public var inputCounts: ClosedRange<Int> { 1...2 }

  /// A causal mask needs as many answering as asking steps.
  public func fault(of inputs: [Shape]) -> String? {
    guard isCausal, inputs.count == 2, inputs[0].steps != inputs[1].steps else { return nil }
    return "expected as many steps in both inputs of causal attention, got \(inputs[0].steps) and \(inputs[1].steps)"
  }

  /// W_q, W_k, W_v, b_q, b_k, b_v, W_o, b_o.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    let channels = inputs[0].channels
    let context = inputs[inputs.count - 1].channels
    return [
      (.queryWeight, [width, channels]), (.keyWeight, [width, context]), (.valueWeight, [width, context]),
      (.queryBias, [width]), (.keyBias, [width]), (.valueBias, [width]),
      (.outputWeight, [channels, width]), (.outputBias, [channels]),
    ]
  }

  /// "4 heads of 16".
  public var summary: String { "\(heads) heads of \(headWidth)\(isCausal ? " causal" : "")" }
}
