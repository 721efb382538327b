extension ProgramValidator {
  /// The divergence of a Gaussian, means and then log variances, from the standard one.
  mutating func validateDivergence(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .score, let type = ElementType(rawValue: op.inputType), op.inputType == blob.header.inputType,
      op.weightType == 0, op.outputType == 0, op.activation == 0, op.variant == 0, op.flags == 0, op.positions == 1,
      op.outputOffset == 0, op.outputCount == 0, op.outputZero == 0, op.inputZero == 0, op.preshift == 0,
      op.inputStride | op.inputPadding | op.inputLength | op.scratchBytes | op.scratchOffset == 0,
      op.bias | op.multipliers | op.curve | op.secondOffset | op.secondCount | op.secondCurve == 0,
      op.secondBias | op.secondMultipliers == 0, op.secondZero == 0, op.secondType == 0, op.secondPreshift == 0,
      op.parameter0 | op.parameter1 | op.parameter2 | op.parameter3 == 0, op.inputCount & 1 == 0
    else { throw .blobProgram }
    _ = try readable(at: op.inputOffset, count: UInt64(op.inputCount), type: type, before: index)
    if type == .int8 {
      // Any table of 256 numbers gives a sum that 64 bits hold.
      try requireTensor(at: op.weights, bytes: 1024)
      try requireTensor(at: op.secondWeights, bytes: 1024)
    } else if op.weights | op.secondWeights != 0 {
      throw .blobProgram
    }
  }
}
