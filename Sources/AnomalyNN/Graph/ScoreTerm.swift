/// One part of the score of a window: score = Σ weight · term.
///
/// What the term is follows from the node: of a memory, the squared distance between the query and the nearest prototype;
/// of a sampling layer, the divergence ½ Σ (e^v + μ² − 1 − v) of the bottleneck from the standard normal distribution; of
/// any other node, the mean squared residual of its result against the target.
public struct ScoreTerm: Codable, Sendable, Hashable {
  /// Index of the node.
  public var node: Int
  /// Its share; greater than 0.
  public var weight: Float

  /// A term.
  public init(node: Int, weight: Float = 1) {
    self.node = node
    self.weight = weight
  }

  /// Reads a term; its weight is 1 unless the file says otherwise.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      node: try container.decode(Int.self, forKey: .node), weight: try container.option(.weight, or: 1))
  }
}
