/// The parameter gradient of an attention layer before the blocks of a batch are added up: each block has one of its
/// own, which the task that takes the block back sums window by window.
struct AttentionSums {
  private let base: UnsafeMutablePointer<Float>
  private let layer: AttentionLayer
  private let offsets: AttentionOffsets
  private let channels: Int
  private let context: Int
  /// Floats of a head: W_q, W_k, W_v `[headWidth][channels]`, W_o `[channels][headWidth]`, then b_q, b_k, b_v.
  private let headSize: Int
  /// Floats of a block: its heads, then b_o.
  private let blockSize: Int

  init(layer: AttentionLayer, channels: Int, context: Int, blocks: Int, arena: Arena) {
    self.layer = layer
    self.channels = channels
    self.context = context
    offsets = AttentionOffsets(layer: layer, channels: channels, context: context)
    let (own, asking, answering) = Self.widths(layer, channels, context)
    headSize = layer.headWidth * (asking + 2 * answering) + channels * own + 3 * own
    blockSize = layer.heads * headSize + asking
    base = arena.floats(blocks * blockSize)
  }

  /// Padded: a head, the channels that ask and those that answer.
  private static func widths(_ layer: AttentionLayer, _ channels: Int, _ context: Int) -> (Int, Int, Int) {
    (WindowMatrix.width(layer.headWidth), WindowMatrix.width(channels), WindowMatrix.width(context))
  }

  /// The sums of one head in one block.
  struct Head {
    /// ∂W_q, ∂W_k and ∂W_v, `[headWidth][channels]`.
    let query, key, value: WindowMatrix
    /// ∂W_o, `[channels][headWidth]`.
    let output: WindowMatrix
    /// ∂b_q, ∂b_k and ∂b_v, a row each.
    let queryBias, keyBias, valueBias: WindowMatrix
  }

  func head(_ block: Int, _ head: Int) -> Head {
    let (own, asking, answering) = Self.widths(layer, channels, context)
    let first = base + block * blockSize + head * headSize
    let key = first + layer.headWidth * asking
    let value = key + layer.headWidth * answering
    let output = value + layer.headWidth * answering
    let bias = output + channels * own
    return Head(
      query: WindowMatrix(rows: first, stride: asking), key: WindowMatrix(rows: key, stride: answering),
      value: WindowMatrix(rows: value, stride: answering), output: WindowMatrix(rows: output, stride: own),
      queryBias: WindowMatrix(rows: bias, stride: own), keyBias: WindowMatrix(rows: bias + own, stride: own),
      valueBias: WindowMatrix(rows: bias + 2 * own, stride: own))
  }

  /// ∂b_o of one block, a row.
  func outputBias(_ block: Int) -> WindowMatrix {
    WindowMatrix(
      rows: base + block * blockSize + layer.heads * headSize, stride: WindowMatrix.width(channels))
  }

  /// Adds the blocks up to the gradient of one head's parameters, and of b_o with those of the first.
  func total(_ blocks: Int, head: Int, into gradient: UnsafeMutablePointer<Float>) {
    let own = layer.headWidth
    let first = head * own
    for block in 0..<blocks {
      let sums = self.head(block, head)
      let adds = block > 0
      add(sums.query, own, channels, to: gradient + offsets.query.weight + first * channels, channels, adds)
      add(sums.key, own, context, to: gradient + offsets.key.weight + first * context, context, adds)
      add(sums.value, own, context, to: gradient + offsets.value.weight + first * context, context, adds)
      add(sums.output, channels, own, to: gradient + offsets.output.weight + first, layer.width, adds)
      add(sums.queryBias, 1, own, to: gradient + offsets.query.bias + first, own, adds)
      add(sums.keyBias, 1, own, to: gradient + offsets.key.bias + first, own, adds)
      add(sums.valueBias, 1, own, to: gradient + offsets.value.bias + first, own, adds)
      if head == 0 { add(outputBias(block), 1, channels, to: gradient + offsets.output.bias, channels, adds) }
    }
  }

  private func add(
    _ sums: WindowMatrix, _ rows: Int, _ columns: Int, to target: UnsafeMutablePointer<Float>, _ stride: Int,
    _ adds: Bool
  ) {
    for row in 0..<rows {
      let from = sums.base + row * sums.row
      let to = target + row * stride
      if adds {
        for column in 0..<columns { to[column] += from[column] }
      } else {
        to.update(from: from, count: columns)
      }
    }
  }
}
