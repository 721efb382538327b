import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a softmax in float32.
  mutating func encodeFloat(_ softmax: SoftmaxStep) {
    var op = record(.softmax, softmax, input: softmax.input, output: softmax.target)
    op.variant = softmax.similarity.rawValue
    op.inputCount = count(softmax.input)
    op.outputCount = op.inputCount
    if softmax.similarity == .cosine {
      op.secondOffset = place(softmax.query)
      op.secondCount = count(softmax.query)
    }
    op.parameter0 = softmax.factor.bitPattern
    op.parameter1 = softmax.shrink.bitPattern
    encoded.memorySlots = Int(op.outputCount)
    encoded.attentionOffset = Int(op.outputOffset)
    add(op, output: softmax.target)
  }
}
