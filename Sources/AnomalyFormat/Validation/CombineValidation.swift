extension ProgramValidator {
  /// The sum of two operands, or both side by side, with a fused non-linearity.
  mutating func validateCombine(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, let combination = Combination(rawValue: op.variant),
      let output = ElementType(rawValue: op.outputType), let activation = FusedActivation(rawValue: op.activation),
      op.positions >= 1
    else { throw .blobProgram }
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .activation | .variant | .inputStride | .inputZero
    let second: OpFields = .secondType | .secondOffset | .secondCount | .secondZero | .parameter3
    let integer: OpFields = .preshift | .secondPreshift | .outputZero | .curve | .parameter2
    try op.require(only: fields | second | .parameter0 | .parameter1 | (isInteger ? integer : .common))
    switch combination {
    case .sum:
      guard op.outputCount == op.inputCount, op.secondCount == 0 || op.secondCount == op.inputCount
      else { throw .blobProgram }
    case .join:
      guard op.secondCount >= 1, op.outputCount == op.inputCount.plus(op.secondCount)
      else { throw .blobProgram }
    }

    if isInteger {
      let isActivationRight =
        switch activation {
        case .linear, .relu: op.curve == 0
        case .curve: true
        case .leakyReLU, .elu, .gelu, .silu, .tanh, .sigmoid: false
        }
      let limit: Int32 = output == .int8 ? 128 : 0
      guard output == .int8 || output == .int16, isActivationRight,
        op.outputZero >= -limit, op.outputZero <= max(limit &- 1, 0),
        op.preshift.isPreshift && op.parameter0.isMultiplier,
        op.secondCount == 0
          ? op.secondPreshift == 0 && op.parameter1 == 0 : op.secondPreshift.isPreshift && op.parameter1.isMultiplier
      else { throw .blobProgram }
      if activation == .curve { try requireTensor(at: op.curve, bytes: UInt32(CurveLayout.bytes)) }
    } else {
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard output == .float32, activation != .curve, low.isFiniteBits, high.isFiniteBits, low <= high
      else { throw .blobProgram }
    }

    let written = try writable(op, type: output)
    try requireApart(
      written,
      try operand(
        at: op.inputOffset, count: op.inputCount, stride: op.inputStride, type: op.inputType, zero: op.inputZero, op,
        before: index))
    if op.secondCount > 0 {
      try requireApart(
        written,
        try operand(
          at: op.secondOffset, count: op.secondCount, stride: op.parameter3, type: op.secondType, zero: op.secondZero,
          op, before: index))
    } else if op.secondOffset != 0 || op.parameter3 != 0 || op.secondType != 0 || op.secondZero != 0 {
      throw .blobProgram
    }
  }

  /// What one operand reads over all positions.
  private func operand(
    at offset: UInt32, count: UInt32, stride: UInt32, type: UInt8, zero: Int32, _ op: OpRecord, before index: Int
  ) throws(RuntimeError) -> ArenaSpan {
    guard let element = ElementType(rawValue: type), stride <= UInt32(BlobValidator.largestCount)
    else { throw .blobProgram }
    switch element {
    case .int8: guard zero.isInt8, blob.header.inputType == type else { throw .blobProgram }
    case .int16: guard zero == 0, blob.isInteger else { throw .blobProgram }
    case .float32: guard zero == 0, blob.header.inputType == type else { throw .blobProgram }
    case .float16, .int16Planes, .int32: throw .blobProgram
    }
    let read = (op.positions &- 1).times(stride).plus(count)
    return try readable(at: offset, count: read, type: element, before: index)
  }
}
