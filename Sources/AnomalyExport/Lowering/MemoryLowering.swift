import AnomalyFormat
import AnomalyNN

extension GraphLowering {
  /// A memory is two matrix products around a softmax: similarities with the slots, and their weighted sum.
  mutating func lower(_ memory: MemoryLayer, at layer: Int, query: Int) -> Int {
    let prototypes = values(.prototypes, of: layer)
    let slots = memory.slots
    let width = program.buffers[query].count
    let similarities = program.addBuffer(steps: 1, channels: slots, source: .similarities(layer))
    let attention = program.addBuffer(steps: 1, channels: slots, source: .attention(layer))
    let read = program.addBuffer(steps: 1, channels: width, source: .layer(layer))

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
          name: "memory \(layer) keys", rows: slots, columns: width, weights: keys,
          bias: [Float](repeating: 0, count: slots), activation: .linear, input: query, output: similarities)))
    program.steps.append(
      .softmax(
        SoftmaxStep(
          name: "memory \(layer) attention", similarity: similarity, factor: memory.similarityFactor,
          shrink: memory.shrink, input: similarities, query: query, target: attention)))
    program.steps.append(
      .dense(
        DenseStep(
          name: "memory \(layer) values", rows: width, columns: slots, weights: values,
          bias: [Float](repeating: 0, count: width), activation: .linear, input: attention, output: read)))
    return read
  }
}
