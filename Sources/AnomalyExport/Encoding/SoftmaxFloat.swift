import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a softmax in float32.
  mutating func encodeFloat(_ softmax: SoftmaxStep) {
    var op = record(.softmax, softmax, input: softmax.input, output: softmax.target)
    describe(softmax, in: &op)
    op.parameter0 = softmax.factor.bitPattern
    op.parameter1 = softmax.shrink.bitPattern
    add(op, output: softmax.target)
  }

  /// Fills in what a softmax says whatever the precision.
  mutating func describe(_ softmax: SoftmaxStep, in op: inout OpRecord) {
    op.variant = softmax.similarity.rawValue
    op.positions = UInt32(program.buffers[softmax.input].steps)
    op.inputCount = UInt32(program.buffers[softmax.input].channels)
    op.outputCount = op.inputCount
    guard let query = softmax.query else { return }
    op.flags = OpRecord.memoryAttention
    encoded.memorySlots = Int(op.outputCount)
    encoded.attentionOffset = Int(op.outputOffset)
    if softmax.similarity == .cosine {
      op.secondOffset = place(query)
      op.secondCount = UInt32(width(of: softmax))
    }
  }

  /// Values that were compared with the slots of a memory.
  func width(of softmax: SoftmaxStep) -> Int {
    for case .dense(let keys) in program.steps where keys.output == softmax.input { return keys.columns }
    return 1
  }
}
