/// What a parameter tensor is to its layer.
public enum ParameterRole: String, Sendable, Codable {
  /// Matrix, row-major `[out][in]`.
  case weight
  /// Vector `[out]`.
  case bias
  /// Memory bank, row-major `[slots][dim]`.
  case prototypes
}

/// One parameter tensor: which layer owns it and where it lies in the graph's flat parameter buffer.
public struct ParameterSlot: Sendable, Hashable {
  /// Index of the owning layer.
  public let layer: Int
  /// What it is to that layer.
  public let role: ParameterRole
  /// Extents, slowest first.
  public let shape: [Int]
  /// Its floats in the flat buffer.
  public let range: Range<Int>

  /// "3.weight": unique within the graph.
  public var name: String { "\(layer).\(role.rawValue)" }
}
