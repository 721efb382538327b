import AnomalyFormat
import AnomalyNN

/// Attention: dense operations make queries, keys and values of every step, heads compare them, a dense operation joins the
/// heads.
extension GraphLowering {
  mutating func lower(_ layer: AttentionLayer, at node: Int) -> Value {
    let input = input(of: node)
    let isOwn = graph.nodes[node].inputs.count == 1
    let context = isOwn ? input : self.input(1, of: node)
    let columns = layer.width
    let queryWeights = values(.queryWeight, of: node)
    let queryBias = values(.queryBias, of: node)
    let keyWeights = values(.keyWeight, of: node) + values(.valueWeight, of: node)
    // The product of a query and the keys' bias is the same for every key and falls out of the softmax.
    let keyBias = [Float](repeating: 0, count: columns) + values(.valueBias, of: node)
    let queries: Int
    let memory: Int
    if isOwn {
      queries = project(input, queryWeights + keyWeights, queryBias + keyBias, .heads(node))
      memory = queries
    } else {
      queries = project(input, queryWeights, queryBias, .queries(node))
      memory = project(context, keyWeights, keyBias, .memory(node))
    }
    let heads = program.addBuffer(steps: input.shape.steps, channels: columns, source: .context(node))
    program.steps.append(
      .attention(
        AttentionStep(
          name: "attention \(node)",
          layout: AttentionLayout(
            queries: input.shape.steps, keys: context.shape.steps, heads: layer.heads, width: layer.headWidth,
            queryRow: isOwn ? 3 * columns : columns, keyRow: isOwn ? 3 * columns : 2 * columns,
            firstKey: isOwn ? columns : 0),
          mask: layer.isCausal ? .causal : .none, queries: queries, memory: memory, target: heads)))
    let output = addBuffer(for: node)
    program.steps.append(
      .dense(
        DenseStep(
          name: "attention \(node) output", rows: output.shape.channels, columns: columns,
          weights: values(.outputWeight, of: node), bias: values(.outputBias, of: node), activation: .linear,
          input: heads, output: output.buffer, result: .layer(node), positions: output.shape.steps, stride: columns,
          length: output.shape.steps * columns)))
    return output
  }

  /// Appends a dense operation over steps. Returns the buffer of its result.
  private mutating func project(
    _ value: Value, _ weights: [Float], _ bias: [Float], _ source: LoweredProgram.Source
  ) -> Int {
    let (steps, channels) = (value.shape.steps, value.shape.channels)
    let output = program.addBuffer(steps: steps, channels: bias.count, source: source)
    program.steps.append(
      .dense(
        DenseStep(
          name: source.name, rows: bias.count, columns: channels, weights: weights, bias: bias, activation: .linear,
          input: value.buffer, output: output, result: source, positions: steps,
          stride: value.isRepeated ? 0 : channels, length: value.isRepeated ? channels : value.shape.size)))
    return output
  }
}

extension LoweredProgram.Source {
  /// What the operation that makes a part of an attention is called in tables.
  fileprivate var name: String {
    switch self {
    case .heads(let node): "attention \(node) heads"
    case .queries(let node): "attention \(node) queries"
    case .memory(let node): "attention \(node) memory"
    default: "\(self)"
    }
  }
}
