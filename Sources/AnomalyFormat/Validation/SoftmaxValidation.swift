extension ProgramValidator {
  /// A softmax at every position, or the attention over the slots of a memory.
  mutating func validateSoftmax() {
    require(
      .arena,
      only: .common | .output | .variant | .preshift | .secondOffset | .secondCount | .secondZero | .flags
        | .parameter0 | .parameter1)
    let shrink = Float(bitPattern: op.parameter1)
    guard op.inputCount == op.outputCount, op.flags <= 1,
      blob.isInteger
        ? op.preshift.isPreshift && op.parameter0.isMultiplier && op.parameter1 <= 1 << 14
        : op.preshift == 0 && Float(bitPattern: op.parameter0).isFiniteBits && shrink >= 0 && shrink <= 1
    else { return fail() }
    requireOutput(.int16Planes)
    requireInput(.int32, count: op.producedCount)
    switch Similarity(rawValue: op.variant) {
    case .dotProduct: if op.secondOffset | op.secondCount != 0 || op.secondZero != 0 { fail() }
    case .cosine:
      if op.positions != 1 { fail() }
      requireReadable(
        .int8, blob.header.inputType, at: op.secondOffset, count: op.secondCount, zero: op.secondZero)
    case nil: fail()
    }
    if op.flags & OpRecord.memoryAttention != 0 {
      if op.positions != 1 { fail() }
      memorySlots = op.outputCount
      attentionOffset = op.outputOffset
    }
  }
}
