import AnomalyModels
import AnomalyNN
import SampleModels

/// Attention and layer norms in every arrangement: own and other steps, masks, sums before norms or behind.
extension EngineModels {
  /// What a float blob stores as halves where weights are halves.
  static var weightRoles: Set<ParameterRole> {
    [.weight, .recurrentWeight, .queryWeight, .keyWeight, .valueWeight, .outputWeight]
  }

  static var attentive: [SampleModel] {
    get throws {
      let input = Shape(steps: 7, channels: 3)
      func graph(_ nodes: [Node]) throws -> SampleModel { SampleModel(try Graph(input: input, nodes: nodes)) }
      func dense(_ units: Int, _ f: Activation = .linear) -> Layer {
        .dense(DenseLayer(units: units, activation: f, isPerStep: true))
      }
      func attention(_ heads: Int, _ width: Int, causal: Bool = false) -> Layer {
        .attention(AttentionLayer(heads: heads, headWidth: width, isCausal: causal))
      }
      let norm = Layer.layerNorm(LayerNormLayer())
      let add = Layer.add(AddLayer())
      return [
        transformer(window: 9, columns: 3, width: 8, heads: 2),
        transformer(window: 18, columns: 2, width: 5, heads: 3, headWidth: 3),
        transformer(window: 6, columns: 3, width: 8, heads: 2, hasDecoder: true),
        // A mask, over one and over two inputs.
        try graph([Node(attention(1, 4, causal: true)), Node(dense(3))]),
        try graph([
          Node(dense(5, .tanh)), Node(dense(2)), Node(attention(2, 3, causal: true), inputs: [0, 1]), Node(dense(3)),
        ]),
        // Fewer queries than keys, and a context that is one step many times.
        try graph([
          Node(.queries(QueriesLayer(steps: 2))), Node(attention(3, 2), inputs: [0, -1]),
          Node(.dense(DenseLayer(units: 21))),
        ]),
        try graph([
          Node(.dense(DenseLayer(units: 4, activation: .relu))), Node(.repetition(RepeatLayer(count: 7))),
          Node(attention(2, 2), inputs: [-1, 1]), Node(dense(3)),
        ]),
        // Norms before attention, so that sums stay as they are; the first norm reads the window.
        try graph([
          Node(norm), Node(attention(2, 4)), Node(add, inputs: [-1, 1]), Node(norm), Node(dense(10, .gelu)),
          Node(dense(3)), Node(add, inputs: [2, 5]), Node(norm), Node(dense(3)),
        ]),
        // A norm as the result, of a sum that something else reads too.
        try graph([
          Node(dense(3, .relu)), Node(add, inputs: [-1, 0]), Node(norm), Node(add, inputs: [1, 2]), Node(norm),
        ]),
        // Norms that only norms read, and one of two norms.
        try graph([
          Node(dense(6)), Node(norm), Node(norm), Node(norm, inputs: [1]), Node(add, inputs: [2, 3]), Node(norm),
          Node(dense(3)),
        ]),
      ]
    }
  }

  /// Blocks of attention and feed-forward layers with norms behind the sums.
  static func transformer(
    window: Int, columns: Int, width: Int, heads: Int, headWidth: Int? = nil, hasDecoder: Bool = false
  ) -> SampleModel {
    var options = ModelOptions()
    options.width = width
    options.heads = heads
    options.headWidth = headWidth
    options.feedForward = 2 * width + 1
    options.blocks = hasDecoder ? 1 : 2
    options.hasDecoder = hasDecoder
    return SampleModel(.transformer, window: window, columns: columns, options: options)
  }
}
