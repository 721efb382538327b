import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a sum or join in float32.
  mutating func encodeFloat(_ combine: CombineStep) {
    var op = record(for: combine)
    op.activation = FusedActivation(combine.activation).rawValue
    (op.parameter0, op.parameter1) = saturation(of: program.buffers[combine.target].source)
    add(op, output: combine.target)
  }

  /// A record with what a combine operation says whatever the precision.
  func record(for combine: CombineStep) -> OpRecord {
    var op = record(.combine, combine, input: combine.first.buffer, output: combine.target)
    let first = combine.first
    op.variant = (combine.form == .join ? Combination.join : .sum).rawValue
    op.positions = UInt32(first.steps)
    op.inputCount = UInt32(first.channels)
    op.inputStride = UInt32(first.stride)
    op.outputCount = op.inputCount
    if let second = combine.second {
      op.secondOffset = place(second.buffer)
      op.secondType = elementType(second.buffer)
      op.secondCount = UInt32(second.channels)
      op.parameter3 = UInt32(second.stride)
      if combine.form == .join { op.outputCount += op.secondCount }
    }
    return op
  }
}
