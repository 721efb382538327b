import AnomalyFormat
import AnomalyNN

/// Lowers a graph node by node; each family of layers has an extension in a file of its own.
struct GraphLowering {
  let graph: Graph
  let parameters: [Float]
  var program: LoweredProgram
  /// What the nodes lowered so far give.
  private(set) var results: [Value] = []
  /// How many nodes and score terms read a node's values, counted at the node that computes them.
  private let readers: [Int]

  init(_ graph: Graph, parameters: [Float]) {
    self.graph = graph
    self.parameters = parameters
    program = LoweredProgram(
      buffers: [
        LoweredProgram.Buffer(steps: graph.window.steps, channels: graph.window.channels, source: .window)
      ], steps: [], target: graph.target)
    var readers = [Int](repeating: 0, count: graph.nodes.count)
    for node in graph.nodes where !node.layer.isIdentityOnDevice {
      for source in node.inputs {
        if let origin = graph.origin(of: source) { readers[origin] += 1 }
      }
    }
    for term in graph.score {
      if let origin = graph.origin(of: term.node) { readers[origin] += 1 }
    }
    self.readers = readers
  }

  /// Lowers all nodes, then the score.
  ///
  /// - Errors: `unequalTarget`.
  mutating func run() throws(ExportError) {
    for index in graph.nodes.indices { results.append(lower(index)) }
    try lowerScore()
    program.chooseStorage()
  }

  private mutating func lower(_ node: Int) -> Value {
    switch graph.nodes[node].layer {
    case .dense(let layer): lower(layer, at: node)
    case .convolution(let layer): lower(layer, at: node)
    case .transposedConvolution(let layer): lower(layer, at: node)
    case .recurrent(let layer): lower(layer, at: node)
    case .attention(let layer): lower(layer, at: node)
    case .memory(let layer): lower(layer, at: node)
    case .sampling(let layer): lower(layer, at: node)
    case .batchNorm(let layer): lower(layer, at: node)
    case .layerNorm(let layer): lower(layer, at: node)
    case .positions(let layer): lower(layer, at: node)
    case .queries(let layer): lower(layer, at: node)
    case .activation(let layer): lower(layer, at: node)
    case .softmax(let layer): lower(layer, at: node)
    case .add(let layer): lower(layer, at: node)
    case .join(let layer): lower(layer, at: node)
    case .repetition(let layer): lower(layer, at: node)
    case .dropout, .noise, .sparsity: input(of: node)
    }
  }

  // MARK: What layers ask

  /// What a node reads.
  func input(_ place: Int = 0, of node: Int) -> Value {
    let source = graph.nodes[node].inputs[place]
    return source < 0 ? Value(buffer: 0, shape: graph.input) : results[source]
  }

  /// The parameters of a node that play a role; empty where it has none.
  func values(_ role: ParameterRole, of node: Int) -> [Float] {
    graph.slots(of: node).first { $0.role == role }.map { Array(parameters[$0.range]) } ?? []
  }

  /// Adds a buffer for the result of a node.
  mutating func addBuffer(for node: Int) -> Value {
    let shape = graph.outputShapes[node]
    return Value(
      buffer: program.addBuffer(steps: shape.steps, channels: shape.channels, source: .layer(node)), shape: shape)
  }

  /// The same values with every step in memory.
  mutating func materialised(_ value: Value, for node: Int) -> Value {
    if !value.isRepeated { return value }
    let source = program.buffers[value.buffer].source
    let copy = program.addBuffer(steps: value.shape.steps, channels: value.shape.channels, source: source)
    program.steps.append(.combine(CombineStep(name: "repeat \(node)", first: CombineStep.Operand(value), target: copy)))
    return Value(buffer: copy, shape: value.shape)
  }

  /// The index of the operation that gives what `node` reads, if nothing else reads it: what `node` does may then become
  /// part of that operation.
  func soleProducer(for node: Int) -> Int? {
    let value = input(of: node)
    guard let origin = graph.origin(of: graph.nodes[node].inputs[0]), readers[origin] == 1, !value.isRepeated,
      program.buffers[value.buffer].source == .layer(origin)
    else { return nil }
    return program.producer(of: value.buffer)
  }

  /// How many nodes and score terms want the values of a node.
  func readerCount(of node: Int) -> Int { graph.origin(of: node).map { readers[$0] } ?? 0 }

  /// What a node gives from now on comes from an operation that was lowered for an earlier one.
  mutating func adopt(_ value: Value, for node: Int) -> Value {
    program.buffers[value.buffer].source = .layer(node)
    return Value(buffer: value.buffer, shape: graph.outputShapes[node])
  }
}

extension LoweredProgram {
  /// Lowers a graph with its parameters.
  ///
  /// - Errors: `unequalTarget`.
  init(_ graph: Graph, parameters: [Float]) throws(ExportError) {
    var lowering = GraphLowering(graph, parameters: parameters)
    try lowering.run()
    self = lowering.program
  }
}

extension Graph {
  /// The node that computes the values of `node`; nil: they are the input.
  fileprivate func origin(of node: Int) -> Int? {
    if node < 0 { return nil }
    return nodes[node].layer.isIdentityOnDevice ? origin(of: nodes[node].inputs[0]) : node
  }
}

extension Layer {
  /// Whether only training sees the layer.
  fileprivate var isIdentityOnDevice: Bool {
    switch self {
    case .dropout, .noise, .sparsity: true
    case .dense, .convolution, .transposedConvolution, .recurrent, .attention, .memory, .sampling, .batchNorm,
      .layerNorm, .positions, .queries, .activation, .softmax, .add, .join, .repetition:
      false
    }
  }
}
