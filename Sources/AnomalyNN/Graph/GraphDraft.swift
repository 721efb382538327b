/// A graph as a file describes it, not yet checked: what the file leaves out follows from the windows of the data.
///
/// `{"input": {"steps": 60, "channels": 2}, "layers": [...]}`; a `"window"`, a `"target"` such as [118, 120] and a `"score"`
/// stand beside them where they are not the ordinary ones.
public struct GraphDraft: Codable, Sendable, Hashable {
  /// What the layers see of a window; nil: all of it.
  public var input: Shape?
  /// A whole window; nil: the input.
  public var window: Shape?
  /// The layers, each behind those it reads.
  public var layers: [Node]
  /// The values of the window that the last node's result is compared with; nil: all.
  public var target: Range<Int>?
  /// What the score adds up; nil: the mean squared residual of the last node.
  public var score: [ScoreTerm]?

  enum CodingKeys: String, CodingKey { case input, window, layers, target, score }

  /// The shortest description of a graph.
  public init(_ graph: Graph) {
    input = graph.input
    window = graph.window == graph.input ? nil : graph.window
    // A node that reads the one before says nothing of it.
    layers = graph.nodes.enumerated().map { index, node in
      Node(node.layer, inputs: node.inputs == [index - 1] ? [] : node.inputs, shares: node.shares)
    }
    target = graph.target == 0..<graph.window.size ? nil : graph.target
    score = graph.score == [ScoreTerm(node: graph.nodes.count - 1)] ? nil : graph.score
  }

  /// Reads the parts. Throws `DecodingError`, also for a target that is not two rising numbers.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    input = try container.decodeIfPresent(Shape.self, forKey: .input)
    window = try container.decodeIfPresent(Shape.self, forKey: .window)
    layers = try container.decode([Node].self, forKey: .layers)
    score = try container.decodeIfPresent([ScoreTerm].self, forKey: .score)
    target = try container.decodeIfPresent([Int].self, forKey: .target).map { bounds in
      guard bounds.count == 2, bounds[0] < bounds[1] else {
        throw DecodingError.dataCorruptedError(
          forKey: .target, in: container, debugDescription: "expected two rising numbers, got \(bounds)")
      }
      return bounds[0]..<bounds[1]
    }
  }

  /// The graph, for whole windows of shape `data` where the draft names no shape.
  ///
  /// - Errors: `GraphError`.
  public func graph(window data: Shape) throws(GraphError) -> Graph {
    let window = window ?? input ?? data
    return try Graph(input: input ?? window, nodes: layers, window: window, target: target, score: score)
  }
}
