extension ProgramValidator {
  /// W·x + b with a fused non-linearity, at every position.
  mutating func validateDense(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard let input = ElementType(rawValue: op.inputType), let weight = ElementType(rawValue: op.weightType),
      let output = ElementType(rawValue: op.outputType), let activation = FusedActivation(rawValue: op.activation),
      op.weightType == blob.header.weightType, sink != .score, op.positions >= 1,
      op.variant == 0, op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0, op.secondType == 0,
      op.secondWeights | op.secondBias | op.secondMultipliers | op.secondCurve == 0, op.flags <= 1
    else { throw .blobProgram }
    let isInteger = weight == .int8
    if isInteger {
      try validateIntegerDense(op, input: input, output: output, activation: activation, sink: sink)
    } else {
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard input == .float32, output == .float32, activation != .curve, op.curve == 0,
        op.preshift == 0, op.secondPreshift == 0, op.outputZero == 0, op.inputZero == 0, op.multipliers == 0,
        op.parameter2 | op.parameter3 == 0, low.isFiniteBits, high.isFiniteBits, low <= high
      else { throw .blobProgram }
    }

    let read = try validatePatches(op, type: input, at: index)
    let scratch = try scratch(of: op)
    if let scratch { try requireApart(scratch, read) }
    switch sink {
    case .arena:
      let written = try writable(op, type: output)
      try requireApart(written, read)
      try requireApart(written, scratch)
    case .residual, .score:
      // The reconstruction begins with the residuals; a transposed convolution may give more.
      guard op.outputOffset == 0, op.producedCount <= UInt64(BlobValidator.largestCount),
        op.producedCount >= UInt64(blob.score.residualCount)
      else { throw .blobProgram }
    }

    try takeDenseMatrix(op, at: index, type: weight)
    let rows = BlockedLayout.padded(Int(op.outputCount))
    let biases = rows &* (op.flags & OpRecord.biasPerPosition == 0 ? 1 : Int(op.positions))
    if isInteger {
      _ = try takeTensor(at: op.bias, bytes: UInt64(biases) &* 4)
      try takeMultipliers(at: op.multipliers, count: rows)
      if activation == .curve { try requireTensor(at: op.curve, bytes: UInt64(CurveLayout.bytes)) }
    } else {
      try takeFloats(at: op.bias, count: biases)
    }
    macs &+= UInt64(op.inputCount) &* op.producedCount
  }

  private func validateIntegerDense(
    _ op: OpRecord, input: ElementType, output: ElementType, activation: FusedActivation, sink: Sink
  ) throws(RuntimeError) {
    let isZeroRight: Bool
    switch (output, sink) {
    case (.int8, .arena): isZeroRight = op.outputZero >= -128 && op.outputZero <= 127
    case (.int16, .arena), (.int32, .arena), (.int32, .residual): isZeroRight = op.outputZero == 0
    default: throw .blobProgram
    }
    let isActivationRight =
      switch activation {
      case .linear: op.curve == 0
      case .relu: op.curve == 0 && output == .int8
      case .curve: output != .int32 || sink == .residual
      case .leakyReLU, .elu, .gelu, .silu, .tanh, .sigmoid: false
      }
    // A residual's curve is scaled once more.
    let isScaledTwice = activation == .curve && sink == .residual
    guard input == .int8 || input == .int16Planes, isZeroRight, isActivationRight,
      op.preshift >= 1, op.preshift <= 30, op.inputZero >= -128, op.inputZero <= 127,
      input == .int8 || op.inputZero == 0, op.parameter0 | op.parameter1 == 0,
      isScaledTwice
        ? op.secondPreshift >= 1 && op.secondPreshift <= 15 && op.parameter2 <= UInt32(Int32.max)
        : op.secondPreshift == 0 && op.parameter2 | op.parameter3 == 0
    else { throw .blobProgram }
  }

  /// Where the positions of a dense operation read. A patch that leaves the input, or that an int8 program finds at an
  /// address that is no multiple of 4, is put together in scratch memory.
  private func validatePatches(_ op: OpRecord, type: ElementType, at index: Int) throws(RuntimeError) -> ArenaSpan {
    let largest = UInt64(BlobValidator.largestCount)
    let count = UInt64(op.inputCount)
    let length = op.inputLength == 0 ? count : UInt64(op.inputLength)
    let padding = UInt64(op.inputPadding)
    // Neither factor exceeds 2¹⁸ + 1, so that the device's 32 bits hold their product's bound.
    let reach = UInt64(op.positions &- 1) &* UInt64(op.inputStride)
    guard count >= 1, count <= largest, UInt64(op.positions) <= largest, UInt64(op.inputStride) <= largest,
      padding <= largest, reach <= 4 &* largest
    else { throw .blobProgram }
    let isInside = padding == 0 && reach &+ count <= length
    let isAligned = type == .float32 || (op.inputStride | op.inputPadding) & 3 == 0
    if !(isInside && isAligned) {
      let bytes = UInt64(BlockedLayout.padded(Int(op.inputCount)) &* type.bytes)
      guard UInt64(op.scratchBytes) >= bytes else { throw .blobProgram }
    }
    return try readable(at: op.inputOffset, count: length, type: type, before: index)
  }

  /// The weights: the next tensor, or those of an earlier dense operation of the same shape.
  private mutating func takeDenseMatrix(_ op: OpRecord, at index: Int, type: ElementType) throws(RuntimeError) {
    for other in 0..<index {
      let earlier = blob.op(other)
      if earlier.code == op.code && earlier.weights == op.weights && earlier.inputCount == op.inputCount
        && earlier.outputCount == op.outputCount
      {
        return
      }
    }
    try takeMatrix(at: op.weights, rows: UInt64(op.outputCount), columns: UInt64(op.inputCount), type: type)
  }
}
