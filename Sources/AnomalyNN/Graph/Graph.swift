/// A model as a value: the shape of a window, and layers that read the window or each other.
///
/// Every graph that exists is sound: shapes and options are checked when it is built or decoded. Parameters are kept
/// apart, in one flat buffer of `parameterCount` floats laid out by `slots`.
public struct Graph: Sendable, Hashable {
  /// Most parameters of a graph: a buffer of 1 GiB.
  public static let parameterLimit = 1 << 28

  /// Shape of one window, with what is predicted.
  public let window: Shape
  /// What the layers see of it: its first rows, all of them unless the graph predicts the last.
  public let input: Shape
  /// The layers, each behind those it reads.
  public let nodes: [Node]
  /// The values of the window, `[steps][channels]` read flat, that the last node's result is compared with.
  public let target: Range<Int>
  /// What the score of a window adds up.
  public let score: [ScoreTerm]
  /// Shape of each node's result.
  public let outputShapes: [Shape]
  /// Every parameter tensor, in the order of the flat buffer. Nodes that share have none.
  public let slots: [ParameterSlot]
  /// The floats of each node in the flat buffer, which lie side by side; of those that share, the other's.
  private let ranges: [Range<Int>]

  /// Checks every layer's options, inputs and size, and lays the parameters out.
  ///
  /// - Parameters:
  ///   - input: what the layers see of a window.
  ///   - nodes: the layers, each behind those it reads.
  ///   - window: a whole window; nil: the input is all of it.
  ///   - target: nil: the whole window.
  ///   - score: nil: the mean squared residual of the last node.
  public init(
    input: Shape, nodes: [Node], window: Shape? = nil, target: Range<Int>? = nil, score: [ScoreTerm]? = nil
  ) throws(GraphError) {
    let window = window ?? input
    guard input.steps > 0, input.channels > 0, !input.steps.multipliedReportingOverflow(by: input.channels).overflow
    else { throw .emptyInput(input) }
    guard window.channels == input.channels, window.steps >= input.steps, window.steps <= 1 << 24 else {
      throw .badWindow(window: window, input: input)
    }
    guard !nodes.isEmpty else { throw .noLayers }
    var shapes: [Shape] = []
    var slots: [ParameterSlot] = []
    var ranges: [Range<Int>] = []
    var placed: [Node] = []
    var end = 0
    for (index, node) in nodes.enumerated() {
      let node = Node(node.layer, inputs: node.inputs.isEmpty ? [index - 1] : node.inputs, shares: node.shares)
      let layer = node.layer
      if let bad = node.inputs.first(where: { !(-1..<index).contains($0) }) {
        throw .badLayer(
          index: index, layer: layer, problem: "expected inputs from -1 to \(index - 1), got \(bad)")
      }
      let inputs = node.inputs.map { $0 < 0 ? input : shapes[$0] }
      if let problem = layer.options.problem(with: inputs) {
        throw .badLayer(index: index, layer: layer, problem: problem)
      }
      let start = end
      let tensors = layer.options.parameterShapes(for: inputs)
      if let other = node.shares {
        guard (0..<index).contains(other), nodes[other].layer.kind == layer.kind, placed[other].shares == nil,
          layer.options.parameterShapes(for: inputs).map(\.shape)
            == layer.options.parameterShapes(for: placed[other].inputs.map { $0 < 0 ? input : shapes[$0] }).map(\.shape)
        else {
          throw .badLayer(
            index: index, layer: layer,
            problem: "expected to share with an earlier layer of the same kind and sizes that has its own parameters, "
              + "got layer \(other)")
        }
        ranges.append(ranges[other])
      } else {
        for (role, extents) in tensors {
          var count = 1
          for extent in extents {
            guard extent <= Self.parameterLimit / count else { throw .tooLarge(index: index, layer: layer) }
            count *= extent
          }
          guard end + count <= Self.parameterLimit else { throw .tooLarge(index: index, layer: layer) }
          slots.append(ParameterSlot(layer: index, role: role, shape: extents, range: end..<end + count))
          end += count
        }
        ranges.append(start..<end)
      }
      shapes.append(layer.options.outputShape(for: inputs))
      placed.append(node)
    }
    let target = target ?? 0..<window.size
    guard target.lowerBound >= 0, target.upperBound <= window.size, !target.isEmpty else {
      throw .badTarget(target: target, window: window)
    }
    let score = score ?? [ScoreTerm(node: nodes.count - 1)]
    for term in score {
      guard nodes.indices.contains(term.node), term.weight > 0, term.weight.isFinite else {
        throw .badScore(node: term.node, weight: term.weight)
      }
    }
    self.window = window
    self.input = input
    self.nodes = placed
    self.target = target
    self.score = score
    self.outputShapes = shapes
    self.slots = slots
    self.ranges = ranges
  }

  /// A chain: each layer reads the one before, and the last one's result is compared with the window.
  public init(input: Shape, layers: [Layer]) throws(GraphError) {
    try self.init(input: input, nodes: layers.map { Node($0) })
  }

  /// The layers of the nodes.
  public var layers: [Layer] { nodes.map(\.layer) }

  /// Shape of the last layer's result.
  public var output: Shape { outputShapes[outputShapes.count - 1] }

  /// Floats of the flat parameter buffer.
  public var parameterCount: Int { slots.last?.range.upperBound ?? 0 }

  /// Shapes that node `index` reads.
  public func inputShapes(of index: Int) -> [Shape] {
    nodes[index].inputs.map { $0 < 0 ? input : outputShapes[$0] }
  }

  /// Shape that node `index` reads first.
  public func inputShape(of index: Int) -> Shape { inputShapes(of: index)[0] }

  /// The parameter tensors that node `index` uses, its own or those of the node it shares with.
  public func slots(of index: Int) -> [ParameterSlot] { slots.filter { $0.layer == nodes[index].shares ?? index } }

  /// The floats of node `index` in the flat buffer; its slots lie there side by side.
  public func parameterRange(of index: Int) -> Range<Int> { ranges[index] }

  /// The same with other score terms.
  ///
  /// - Errors: `GraphError.badScore`.
  public func scored(by terms: [ScoreTerm]) throws(GraphError) -> Graph {
    try Graph(input: input, nodes: nodes, window: window, target: target, score: terms)
  }
}

extension LayerOptions {
  /// What is wrong with a layer that reads `inputs`, as "expected …, got …"; nil if nothing.
  fileprivate func problem(with inputs: [Shape]) -> String? {
    if let problem = fault { return problem }
    guard inputCounts.contains(inputs.count) else {
      let count =
        inputCounts.count == 1 ? "\(inputCounts.lowerBound)" : "\(inputCounts.lowerBound) or \(inputCounts.upperBound)"
      return "expected \(count) inputs, got \(inputs.count)"
    }
    return fault(of: inputs)
  }
}
