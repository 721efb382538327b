/// Where the tensors of an attention layer stand in its parameters.
struct AttentionOffsets {
  /// A matrix and its bias.
  struct Part {
    let weight: Int
    let bias: Int
  }

  let query: Part
  let key: Part
  let value: Part
  let output: Part

  init(layer: AttentionLayer, channels: Int, context: Int) {
    let width = layer.width
    let biases = width * (channels + 2 * context)
    query = Part(weight: 0, bias: biases)
    key = Part(weight: width * channels, bias: biases + width)
    value = Part(weight: width * (channels + context), bias: biases + 2 * width)
    output = Part(weight: biases + 3 * width, bias: biases + 3 * width + channels * width)
  }
}
