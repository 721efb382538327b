import AnomalyFormat
import AnomalyNN

extension GraphLowering {
  /// A memory is two matrix products around a softmax: similarities with the slots, and their weighted sum.
  mutating func lower(_ memory: MemoryLayer, at node: Int) -> Value {
    let query = materialised(input(of: node), for: node)
    let prototypes = values(.prototypes, of: node)
    let slots = memory.slots
    let width = query.shape.size
    let similarities = program.addBuffer(steps: 1, channels: slots, source: .similarities(node))
    let attention = program.addBuffer(steps: 1, channels: slots, source: .attention(node))
    let read = addBuffer(for: node)

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
    program.steps.append(
      .dense(
        DenseStep(
          name: "memory \(node) keys", rows: slots, columns: width, weights: keys,
          bias: [Float](repeating: 0, count: slots), activation: .linear, input: query.buffer, output: similarities,
          result: .similarities(node), length: width)))
    program.steps.append(
      .softmax(
        SoftmaxStep(
          name: "memory \(node) attention", similarity: similarity, factor: memory.similarityFactor,
          shrink: memory.shrink, input: similarities, query: query.buffer, target: attention)))
    program.steps.append(
      .dense(
        DenseStep(
          name: "memory \(node) values", rows: width, columns: slots, weights: values,
          bias: [Float](repeating: 0, count: width), activation: .linear, input: attention, output: read.buffer,
          result: .layer(node), length: slots)))
    return read
  }
}
