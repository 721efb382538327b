import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a layer normalisation in float32.
  mutating func encodeFloat(_ step: LayerNormStep) {
    var op = layerNormRecord(step)
    op.bias = encoded.tensors.addRows(step.shift)
    op.multipliers = encoded.tensors.addRows(step.scale)
    (op.parameter0, op.parameter1) = saturation(of: program.buffers[step.target].source)
    op.parameter2 = step.epsilon.bitPattern
    add(op, output: step.target)
  }

  /// What a layer normalisation's record says in every precision.
  func layerNormRecord(_ step: LayerNormStep) -> OpRecord {
    var op = record(.layerNorm, step, input: step.input, output: step.target)
    op.inputType = wholeType(step.input)
    op.inputOffset = wholePlace(step.input)
    op.outputType = wholeType(step.target)
    op.outputOffset = wholePlace(step.target)
    op.positions = UInt32(step.steps)
    op.inputCount = UInt32(step.channels)
    op.inputStride = UInt32(step.channels)
    op.outputCount = UInt32(step.channels)
    if let second = step.second {
      op.secondOffset = wholePlace(second)
      op.secondCount = count(second)
      op.secondType = wholeType(second)
    }
    return op
  }
}
