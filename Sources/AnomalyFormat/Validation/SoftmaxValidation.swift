extension ProgramValidator {
  /// A softmax at every position, or the attention over the slots of a memory.
  mutating func validateSoftmax(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, let similarity = Similarity(rawValue: op.variant), op.inputCount == op.outputCount,
      op.positions >= 1, op.flags <= 1
    else { throw .blobProgram }
    try op.require(
      only: .common | .output | .variant | .preshift | .secondOffset | .secondCount | .secondZero | .flags
        | .parameter0 | .parameter1)
    let query: ElementType
    let input: ElementType
    let output: ElementType
    switch (ElementType(rawValue: op.inputType), ElementType(rawValue: op.outputType)) {
    case (.int32, .int16Planes):
      guard op.preshift.isPreshift, op.parameter0.isMultiplier, op.parameter1 <= 1 << 14
      else { throw .blobProgram }
      (query, input, output) = (.int8, .int32, .int16Planes)
    case (.float32, .float32):
      let shrink = Float(bitPattern: op.parameter1)
      guard op.preshift == 0, Float(bitPattern: op.parameter0).isFiniteBits, shrink >= 0, shrink <= 1
      else { throw .blobProgram }
      (query, input, output) = (.float32, .float32, .float32)
    default: throw .blobProgram
    }
    let written = try writable(op, type: output)
    try requireApart(written, try readable(at: op.inputOffset, count: op.producedCount, type: input, before: index))
    switch similarity {
    case .dotProduct:
      guard op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0 else { throw .blobProgram }
    case .cosine:
      guard op.positions == 1, op.secondZero.isInt8, query == .int8 || op.secondZero == 0
      else { throw .blobProgram }
      try requireApart(
        written, try readable(at: op.secondOffset, count: op.secondCount, type: query, before: index))
    }
    if op.flags & OpRecord.memoryAttention != 0 {
      guard op.positions == 1 else { throw .blobProgram }
      memorySlots = op.outputCount
      attentionOffset = op.outputOffset
    }
  }
}
