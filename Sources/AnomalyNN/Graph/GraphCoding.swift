/// A graph is written as `{"input": {"steps": 60, "channels": 2}, "layers": [...]}`; a `"window"`, a `"target"` such as
/// [118, 120] and a `"score"` stand beside them where they are not the ordinary ones.
extension Graph: Codable {
  private enum CodingKeys: String, CodingKey { case window, input, layers, target, score }

  /// Reads the parts and checks them; throws `GraphError` where they are no graph.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let bounds = try container.decodeIfPresent([Int].self, forKey: .target)
    if let bounds, bounds.count != 2 || bounds[0] > bounds[1] {
      throw DecodingError.dataCorruptedError(
        forKey: .target, in: container, debugDescription: "expected a target of two rising numbers, got \(bounds)")
    }
    try self.init(
      input: container.decode(Shape.self, forKey: .input), nodes: container.decode([Node].self, forKey: .layers),
      window: container.decodeIfPresent(Shape.self, forKey: .window), target: bounds.map { $0[0]..<$0[1] },
      score: container.decodeIfPresent([ScoreTerm].self, forKey: .score))
  }

  /// Writes the parts.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(input, forKey: .input)
    // A node that reads the one before says nothing of it.
    let short = nodes.enumerated().map { index, node in
      Node(node.layer, inputs: node.inputs == [index - 1] ? [] : node.inputs, shares: node.shares)
    }
    try container.encode(short, forKey: .layers)
    if window != input { try container.encode(window, forKey: .window) }
    if target != 0..<window.size { try container.encode([target.lowerBound, target.upperBound], forKey: .target) }
    if score != [ScoreTerm(node: nodes.count - 1)] { try container.encode(score, forKey: .score) }
  }
}
