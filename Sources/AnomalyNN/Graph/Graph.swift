/// A model as a value: the shape of a window and the layers it passes through, one after the other.
///
/// Every graph that exists is sound: shapes and options are checked when it is built or decoded. Parameters are kept
/// apart, in one flat buffer of `parameterCount` floats laid out by `slots`.
public struct Graph: Sendable, Hashable {
  /// Most parameters of a graph: a buffer of 1 GiB.
  public static let parameterLimit = 1 << 28

  /// Shape of one window.
  public let input: Shape
  /// The layers, first to last.
  public let layers: [Layer]
  /// Shape of each layer's result.
  public let outputShapes: [Shape]
  /// Every parameter tensor, in the order of the flat buffer.
  public let slots: [ParameterSlot]

  /// Checks every layer's options and size, and lays the parameters out.
  public init(input: Shape, layers: [Layer]) throws(GraphError) {
    guard input.steps > 0, input.channels > 0, !input.steps.multipliedReportingOverflow(by: input.channels).overflow
    else { throw .emptyInput(input) }
    guard !layers.isEmpty else { throw .noLayers }
    var shape = input
    var shapes: [Shape] = []
    var slots: [ParameterSlot] = []
    var end = 0
    for (index, layer) in layers.enumerated() {
      if let problem = layer.fault() { throw .badLayer(index: index, layer: layer, problem: problem) }
      for (role, extents) in layer.parameterShapes(for: shape) {
        var count = 1
        for extent in extents {
          guard extent <= Self.parameterLimit / count else { throw .tooLarge(index: index, layer: layer) }
          count *= extent
        }
        guard end + count <= Self.parameterLimit else { throw .tooLarge(index: index, layer: layer) }
        slots.append(ParameterSlot(layer: index, role: role, shape: extents, range: end..<end + count))
        end += count
      }
      shape = layer.outputShape(for: shape)
      shapes.append(shape)
    }
    self.input = input
    self.layers = layers
    self.outputShapes = shapes
    self.slots = slots
  }

  /// Shape of the last layer's result.
  public var output: Shape { outputShapes[outputShapes.count - 1] }

  /// Floats of the flat parameter buffer.
  public var parameterCount: Int { slots.last?.range.upperBound ?? 0 }

  /// Shape that layer `index` reads.
  public func inputShape(of index: Int) -> Shape { index == 0 ? input : outputShapes[index - 1] }

  /// The parameter tensors of layer `index`.
  public func slots(of index: Int) -> [ParameterSlot] { slots.filter { $0.layer == index } }

  /// The floats of layer `index` in the flat buffer; its slots lie there side by side.
  public func parameterRange(of index: Int) -> Range<Int> {
    let own = slots(of: index)
    guard let first = own.first, let last = own.last else { return 0..<0 }
    return first.range.lowerBound..<last.range.upperBound
  }
}

extension Graph: Codable {
  private enum CodingKeys: String, CodingKey { case input, layers }

  /// Reads input shape and layers and checks them; throws `GraphError` where they are no graph.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      input: container.decode(Shape.self, forKey: .input), layers: container.decode([Layer].self, forKey: .layers))
  }

  /// Writes input shape and layers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(input, forKey: .input)
    try container.encode(layers, forKey: .layers)
  }
}
