/// What a parameter tensor is to its layer.
public enum ParameterRole: String, Sendable, Codable {
  /// Matrix, row-major `[out][in]`.
  case weight
  /// Vector `[out]`.
  case bias
  /// Memory bank, row-major `[slots][dim]`.
  case prototypes
  /// Matrix of a recurrent cell that reads its own state, row-major `[gates · units][units]`.
  case recurrentWeight
  /// Vector `[units]` of a GRU's candidate, beside its recurrent product.
  case recurrentBias
  /// Attention: matrix `[width][channels]` that makes queries.
  case queryWeight
  /// Attention: matrix `[width][channels]` that makes keys.
  case keyWeight
  /// Attention: matrix `[width][channels]` that makes values.
  case valueWeight
  /// Attention: vector `[width]` of the queries.
  case queryBias
  /// Attention: vector `[width]` of the keys.
  case keyBias
  /// Attention: vector `[width]` of the values.
  case valueBias
  /// Attention: matrix `[channels][width]` behind the heads.
  case outputWeight
  /// Attention: vector `[channels]` behind the heads.
  case outputBias
  /// Norms: factor of each channel.
  case scale
  /// Norms: what is added to each channel.
  case shift
  /// Batch norm: running mean of each channel, a statistic.
  case mean
  /// Batch norm: running variance of each channel, a statistic.
  case variance
  /// Row-major `[steps][channels]`: positions or queries.
  case table

  /// Whether the values follow the data instead of the gradient.
  public var isStatistic: Bool { self == .mean || self == .variance }
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
