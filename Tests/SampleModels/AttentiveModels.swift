import AnomalyModels
import AnomalyNN

extension SampleModel {
  /// A transformer of 2 blocks, or of one encoder and one decoder block.
  public static func transformer(
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

  /// Attention of which a step sees what came before it, between norms, some of whose scales are negative.
  public static var causalAttention: SampleModel {
    get throws {
      var model = SampleModel(
        try Graph(
          input: Shape(steps: 19, channels: 3),
          nodes: [
            Node(.dense(DenseLayer(units: 8, isPerStep: true))), Node(.layerNorm(LayerNormLayer())),
            Node(.attention(AttentionLayer(heads: 2, headWidth: 5, isCausal: true))),
            Node(.add(AddLayer()), inputs: [0, 2]), Node(.layerNorm(LayerNormLayer())),
            Node(.dense(DenseLayer(units: 3, isPerStep: true))),
          ]))
      model.hasNegativeScales = true
      return model
    }
  }
}
