import AnomalyFormat
import AnomalyNN

extension LoweredProgram {
  /// Lowers a graph with its parameters. The last layer becomes the residual.
  ///
  /// - Errors: `unsupportedActivation`, `lastLayer`.
  init(_ graph: Graph, parameters: [Float]) throws(ExportError) {
    buffers = [Buffer(count: graph.input.size, source: .window)]
    steps = []
    var current = 0
    for (index, layer) in graph.layers.enumerated() {
      let slots = graph.slots(of: index)
      let isLast = index == graph.layers.count - 1
      func values(_ role: ParameterRole) -> [Float] {
        slots.first { $0.role == role }.map { Array(parameters[$0.range]) } ?? []
      }
      switch layer {
      case .dense(let dense):
        let activation = try FusedActivation(dense.activation, layer: index)
        if isLast && activation != .linear { throw .lastLayer(layer.description) }
        let output = isLast ? nil : addBuffer(dense.units, .layer(index))
        steps.append(
          .dense(
            DenseStep(
              name: "dense \(index)", rows: dense.units, columns: buffers[current].count, weights: values(.weight),
              bias: values(.bias), activation: activation, input: current, output: output)))
        current = output ?? current
      case .memory(let memory):
        if isLast { throw .lastLayer(layer.description) }
        current = lower(memory, prototypes: values(.prototypes), query: current, layer: index)
      default: throw .lastLayer(layer.description)
      }
    }
  }

  private mutating func addBuffer(_ count: Int, _ source: Source) -> Int {
    buffers.append(Buffer(count: count, source: source))
    return buffers.count - 1
  }

  /// A memory is two matrix products around a softmax: similarities with the slots, and their weighted sum.
  private mutating func lower(_ memory: MemoryLayer, prototypes: [Float], query: Int, layer: Int) -> Int {
    let slots = memory.slots
    let width = buffers[query].count
    let similarities = addBuffer(slots, .similarities(layer))
    let attention = addBuffer(slots, .attention(layer))
    let read = addBuffer(width, .layer(layer))

    var keys = prototypes
    var similarity = Similarity.dotProduct
    if memory.similarity == .cosine {
      similarity = .cosine
      for slot in 0..<slots {
        let row = slot * width..<(slot + 1) * width
        let squares = prototypes[row].reduce(Double(MemoryLayer.lengthEpsilon)) { $0 + Double($1) * Double($1) }
        for place in row { keys[place] = Float(Double(prototypes[place]) / squares.squareRoot()) }
      }
    }
    var values = [Float](repeating: 0, count: slots * width)
    for slot in 0..<slots {
      for place in 0..<width { values[place * slots + slot] = prototypes[slot * width + place] }
    }
    steps.append(
      .dense(
        DenseStep(
          name: "memory \(layer) keys", rows: slots, columns: width, weights: keys,
          bias: [Float](repeating: 0, count: slots), activation: .linear, input: query, output: similarities)))
    steps.append(
      .softmax(
        SoftmaxStep(
          name: "memory \(layer) attention", similarity: similarity, factor: memory.similarityFactor,
          shrink: memory.shrink, input: similarities, query: query, output: attention)))
    steps.append(
      .dense(
        DenseStep(
          name: "memory \(layer) values", rows: width, columns: slots, weights: values,
          bias: [Float](repeating: 0, count: width), activation: .linear, input: attention, output: read)))
    return read
  }
}

extension FusedActivation {
  /// The runtime's form of a trained activation.
  init(_ activation: Activation, layer: Int) throws(ExportError) {
    switch activation {
    case .linear: self = .linear
    case .relu: self = .relu
    case .leakyRelu, .elu, .gelu, .silu, .tanh, .sigmoid: throw .unsupportedActivation(layer: layer, activation.rawValue)
    }
  }
}
