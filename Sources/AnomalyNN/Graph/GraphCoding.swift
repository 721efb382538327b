/// A graph is written as its draft; read, it names its input.
extension Graph: Codable {
  /// Reads a draft and checks it; throws `GraphError` where it is no graph.
  public init(from decoder: any Decoder) throws {
    let draft = try GraphDraft(from: decoder)
    guard let input = draft.input else {
      throw DecodingError.keyNotFound(
        GraphDraft.CodingKeys.input,
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "a graph names its input"))
    }
    self = try draft.graph(window: input)
  }

  /// Writes the draft.
  public func encode(to encoder: any Encoder) throws { try GraphDraft(self).encode(to: encoder) }
}
