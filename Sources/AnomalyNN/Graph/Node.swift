/// One layer in its place: what it reads, and whose parameters it uses.
public struct Node: Sendable, Hashable {
  /// The layer.
  public var layer: Layer
  /// The nodes whose results it reads, by index, all before its own; −1 is the input of the graph. Empty: the node
  /// before it.
  public var inputs: [Int]
  /// The earlier node whose parameters it uses in place of its own.
  public var shares: Int?

  /// A layer that reads the node before it unless told otherwise.
  public init(_ layer: Layer, inputs: [Int] = [], shares: Int? = nil) {
    self.layer = layer
    self.inputs = inputs
    self.shares = shares
  }
}

/// A node is written as its layer with `"from"`, a number or a list, and `"shares"` beside it where they are set.
extension Node: Codable {
  private enum CodingKeys: String, CodingKey { case from, shares }

  /// Reads the layer, then where it stands.
  public init(from decoder: any Decoder) throws {
    layer = try Layer(from: decoder)
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let one = try? container.decode(Int.self, forKey: .from) {
      inputs = [one]
    } else {
      inputs = try container.decodeIfPresent([Int].self, forKey: .from) ?? []
    }
    shares = try container.decodeIfPresent(Int.self, forKey: .shares)
  }

  /// Writes the layer, and where it stands if that is not behind the node before it.
  public func encode(to encoder: any Encoder) throws {
    try layer.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    if !inputs.isEmpty { try container.encode(inputs, forKey: .from) }
    try container.encodeIfPresent(shares, forKey: .shares)
  }
}
