extension ProgramValidator {
  /// W·x + b with a fused non-linearity.
  mutating func validateDense(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard let input = ElementType(rawValue: op.inputType), let weight = ElementType(rawValue: op.weightType),
      let output = ElementType(rawValue: op.outputType), FusedActivation(rawValue: op.activation) != nil,
      op.weightType == blob.header.weightType,
      op.variant == 0, op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0, op.positions == 1
    else { throw .blobProgram }

    let isInteger = weight == .int8
    switch (input, output, sink) {
    case (.int8, .int8, .arena), (.int16Planes, .int8, .arena), (.int8, .int32, .arena), (.int16Planes, .int32, .arena),
      (.int8, .int32, .residual), (.int16Planes, .int32, .residual):
      guard isInteger else { throw .blobProgram }
      let zeroFits = output == .int8 ? op.outputZero >= -128 && op.outputZero <= 127 : op.outputZero == 0
      let rectifies = op.activation == FusedActivation.relu.rawValue
      guard op.preshift >= 1, op.preshift <= 30, zeroFits, output == .int8 || !rectifies,
        op.parameter0 | op.parameter1 == 0
      else { throw .blobProgram }
    case (.float32, .float32, _):
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard !isInteger, op.preshift == 0, op.outputZero == 0, op.multipliers == 0,
        low.isFiniteBits, high.isFiniteBits, low <= high
      else { throw .blobProgram }
    default: throw .blobProgram
    }

    let x = try readable(at: op.inputOffset, count: UInt64(op.inputCount), type: input, before: index)
    switch sink {
    case .arena: try requireApart(try writable(op, type: output), x)
    case .residual:
      guard op.outputOffset == 0, op.outputCount == blob.score.residualCount else { throw .blobProgram }
    }
    // The validated score bounds a residual's outputs, `writable` those of any other.
    let rows = BlockedLayout.padded(Int(op.outputCount))
    try takeMatrix(
      at: op.weights, rows: UInt64(op.outputCount), columns: UInt64(op.inputCount), type: weight)
    if isInteger {
      try requireBias(at: op.bias, count: rows)
      try takeMultipliers(at: op.multipliers, count: rows)
    } else {
      try takeFloats(at: op.bias, count: rows)
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.outputCount)
  }

  /// int32 biases: any values, behind all earlier tensors.
  private mutating func requireBias(at offset: UInt32, count: Int) throws(RuntimeError) {
    _ = try takeTensor(at: offset, bytes: UInt64(count) &* 4)
  }
}
