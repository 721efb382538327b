import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a recurrent operation with float weights.
  mutating func encodeFloat(_ step: RecurrentStep) {
    var op = recurrentRecord(step)
    op.weights = addFloatMatrix(
      rows: step.rows, columns: step.columns, step.grouped(step.inputWeights, width: step.columns))
    op.bias = encoded.tensors.addRows(step.grouped(step.bias))
    op.secondWeights = addFloatMatrix(
      rows: step.rows, columns: step.units, step.grouped(step.recurrentWeights, width: step.units))
    if step.cell == .gru { op.secondBias = encoded.tensors.addRows(step.candidateBias) }
    add(op, output: step.target)
  }

  /// What both precisions write of a recurrent operation.
  mutating func recurrentRecord(_ step: RecurrentStep) -> OpRecord {
    var op = record(.recurrent, step, input: step.input, output: step.target)
    op.weightType = weights.rawValue
    op.variant = step.cell.rawValue
    op.flags = step.returnsSequence ? RecurrentFlags.returnsSequence : 0
    if program.carriesState { op.flags |= RecurrentFlags.carriesState }
    op.inputCount = UInt32(step.columns)
    op.outputCount = UInt32(step.units)
    op.positions = UInt32(step.steps)
    op.inputStride = UInt32(step.stride)
    op.inputLength = UInt32((step.steps - 1) * step.stride + step.columns)
    encoded.macs += step.steps * step.rows * (step.columns + step.units)
    return op
  }
}
