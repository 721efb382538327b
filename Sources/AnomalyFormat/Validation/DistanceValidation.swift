extension ProgramValidator {
  /// The squared distance to the nearest of `secondCount` prototypes.
  mutating func validateDistance(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    let isInteger = blob.header.inputType == ElementType.int8.rawValue
    let prototypes: ElementType? = isInteger ? .int16 : ElementType(rawValue: blob.header.weightType)
    guard sink == .score, let prototypes, op.inputType == blob.header.inputType,
      op.weightType == prototypes.rawValue, op.outputType == 0, op.activation == 0, op.variant == 0, op.flags == 0,
      op.positions == 1, op.outputOffset == 0, op.outputCount == 0, op.outputZero == 0,
      op.inputStride | op.inputPadding | op.inputLength | op.scratchBytes | op.scratchOffset == 0,
      op.bias | op.multipliers | op.curve | op.secondOffset | op.secondCurve == 0,
      op.secondWeights | op.secondBias | op.secondMultipliers == 0, op.secondZero == 0, op.secondType == 0,
      op.secondPreshift == 0, op.parameter0 | op.parameter1 | op.parameter2 | op.parameter3 == 0,
      op.secondCount >= 1, op.secondCount <= UInt32(BlobValidator.largestCount),
      op.preshift <= (isInteger ? 6 : 0), op.inputZero >= -128, op.inputZero <= 127, isInteger || op.inputZero == 0,
      let type = ElementType(rawValue: op.inputType)
    else { throw .blobProgram }
    _ = try readable(at: op.inputOffset, count: UInt64(op.inputCount), type: type, before: index)
    if isInteger {
      try requireTensor(at: op.weights, bytes: UInt64(op.inputCount) &* UInt64(op.secondCount) &* 2)
    } else {
      try takeMatrix(at: op.weights, rows: UInt64(op.secondCount), columns: UInt64(op.inputCount), type: prototypes)
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.secondCount)
  }
}
