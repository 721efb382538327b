/// Reads a bank of `slots` prototypes of normal data by content: any shape flattened to `dim` values → 1 × `dim`.
/// Parameters: prototypes M `[slots][dim]`.
///
/// w = softmax(similarity(z, Mᵢ) / temperature), hard shrink, ẑ = Σ ŵᵢ Mᵢ (Gong et al., "Memorizing Normality to Detect
/// Anomaly", ICCV 2019). Hard shrink: ŵᵢ = max(wᵢ − λ, 0) · wᵢ / (|wᵢ − λ| + ε), divided by their sum; where every weight
/// would shrink to 0, w stays as it was.
public struct MemoryLayer: LayerOptions {
  /// How close a query z is to a prototype m.
  public enum Similarity: String, Codable, Sendable, CaseIterable {
    /// z·m
    case dot
    /// z·m / (|z| |m|), each length taken as √(Σx² + `lengthEpsilon`)
    case cosine
  }

  /// Number of prototypes; at least 1.
  public var slots: Int
  /// How query and prototype are compared.
  public var similarity: Similarity
  /// Divides the similarity before softmax; greater than 0. The smaller, the fewer prototypes a query reads.
  public var temperature: Float
  /// λ of the hard shrink; 0 switches it off. The paper takes 1/slots to 3/slots. Below 1.
  public var shrink: Float
  /// Weight of the attention's mean entropy −Σ ŵ ln ŵ in the loss; 0 switches it off. The paper takes 0.0002.
  public var entropyWeight: Float

  /// A memory of `slots` prototypes.
  public init(
    slots: Int, similarity: Similarity = .cosine, temperature: Float = 1, shrink: Float = 0, entropyWeight: Float = 0
  ) {
    self.slots = slots
    self.similarity = similarity
    self.temperature = temperature
    self.shrink = shrink
    self.entropyWeight = entropyWeight
  }

  /// Reads the options; all but the slots have their defaults.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      slots: try container.decode(Int.self, forKey: .slots), similarity: try container.option(.similarity, or: .cosine),
      temperature: try container.option(.temperature, or: 1), shrink: try container.option(.shrink, or: 0),
      entropyWeight: try container.option(.entropyWeight, or: 0))
  }

  /// What the similarity is multiplied with before softmax: 1 / temperature, rounded once to Float.
  public var similarityFactor: Float { 1 / temperature }

  /// ε of the hard shrink.
  public static let shrinkEpsilon: Float = 1e-12
  /// Added to a squared length of the cosine similarity, so that the zero vector has similarity 0 to all.
  public static let lengthEpsilon: Float = 1e-12

  /// An option out of range.
  public var fault: String? {
    fault("slots", slots) ?? fault(positive: temperature, "a temperature") ?? fault(rate: shrink, "a shrink")
      ?? fault(notNegative: entropyWeight, "an entropy weight")
  }

  /// 1 × the size of the input.
  public func outputShape(for inputs: [Shape]) -> Shape { Shape(steps: 1, channels: inputs[0].size) }

  /// M.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    [(.prototypes, [slots, inputs[0].size])]
  }

  /// "64 cosine".
  public var summary: String { "\(slots) \(similarity.rawValue)" }
}
