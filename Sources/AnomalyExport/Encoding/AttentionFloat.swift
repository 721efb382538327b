import AnomalyFormat

extension ProgramBuilder {
  /// Encodes heads of attention in float32.
  mutating func encodeFloat(_ step: AttentionStep) {
    var op = attentionRecord(step)
    op.parameter0 = Float(1 / Double(step.layout.width).squareRoot()).bitPattern
    add(op, output: step.target)
  }

  /// What an attention's record says in every precision; its multiply-accumulates are counted.
  mutating func attentionRecord(_ step: AttentionStep) -> OpRecord {
    var op = record(.attention, step, input: step.queries, output: step.target)
    op.variant = step.mask.rawValue
    op.positions = UInt32(step.layout.queries)
    op.inputStride = UInt32(step.layout.queryRow)
    op.inputCount = UInt32(step.layout.columns)
    op.outputCount = UInt32(step.layout.columns)
    op.secondType = elementType(step.memory)
    op.secondOffset = place(step.memory)
    op.secondCount = count(step.memory)
    op.parameter1 = UInt32(step.layout.heads)
    op.parameter2 = UInt32(step.layout.keys)
    op.parameter3 = UInt32(step.layout.firstKey)
    encoded.macs += 2 * step.layout.queries * step.layout.keys * step.layout.columns
    return op
  }
}
