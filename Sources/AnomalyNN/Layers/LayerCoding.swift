/// A layer is written as its options beside its kind: `{"kind": "dense", "units": 128, "activation": "relu"}`.
extension Layer: Codable {
  private enum Kind: String, Codable { case dense, memory }
  private enum CodingKeys: String, CodingKey { case kind }

  /// Reads the kind, then the options of that kind.
  public init(from decoder: any Decoder) throws {
    switch try decoder.container(keyedBy: CodingKeys.self).decode(Kind.self, forKey: .kind) {
    case .dense: self = .dense(try DenseLayer(from: decoder))
    case .memory: self = .memory(try MemoryLayer(from: decoder))
    }
  }

  /// Writes the kind beside the options of the layer.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .dense(let layer):
      try container.encode(Kind.dense, forKey: .kind)
      try layer.encode(to: encoder)
    case .memory(let layer):
      try container.encode(Kind.memory, forKey: .kind)
      try layer.encode(to: encoder)
    }
  }
}
