/// Tells steps apart: y[t] = x[t] + P[t] (Vaswani et al. 2017). Parameters: learned, P `[steps][channels]`.
public struct PositionsLayer: LayerOptions {
  /// Where P comes from.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// Trained with the rest.
    case learned
    /// P[t][2i] = sin(t / 10000^(2i / channels)), P[t][2i + 1] the cosine of the same.
    case sinusoidal
  }

  /// Where P comes from.
  public var kind: Kind

  /// Positions.
  public init(kind: Kind = .learned) { self.kind = kind }

  /// Reads the options; positions are learned unless the file says otherwise.
  public init(from decoder: any Decoder) throws {
    self.init(kind: try decoder.container(keyedBy: CodingKeys.self).option(.kind, or: .learned))
  }

  /// P, if it is learned.
  public func parameterShapes(for inputs: [Shape]) -> [(role: ParameterRole, shape: [Int])] {
    kind == .learned ? [(.table, [inputs[0].steps, inputs[0].channels])] : []
  }

  /// The fixed P of `kind` sinusoidal, `[steps][channels]`.
  public static func sinusoidal<T: RealNumber>(_ shape: Shape) -> [T] {
    (0..<shape.size).map { place in
      let (step, channel) = (place / shape.channels, place % shape.channels)
      let angle =
        Double(step)
        * Double.exponential(
          -Double(channel / 2 * 2) / Double(shape.channels) * Double.logarithm(10000))
      return T(channel % 2 == 0 ? Double.sine(angle) : Double.sine(angle + Double.pi / 2))
    }
  }

  /// "learned".
  public var summary: String { kind.rawValue }
}
