extension ProgramValidator {
  /// W·x + b with a fused non-linearity, at every position.
  mutating func validateDense(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard let input = ElementType(rawValue: op.inputType), let weight = ElementType(rawValue: op.weightType),
      let output = ElementType(rawValue: op.outputType), let activation = FusedActivation(rawValue: op.activation),
      op.weightType == blob.header.weightType, sink != .score, op.positions >= 1, op.flags <= 1
    else { throw .blobProgram }
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .weightType | .weights | .bias | .activation | .flags
    let patch: OpFields = .inputStride | .inputPadding | .inputLength | .scoreUnit
    try op.require(only: fields | patch | (isInteger ? DenseFields.integer : .parameter0 | .parameter1))
    if isInteger {
      try validateIntegerDense(op, input: input, output: output, activation: activation, sink: sink)
    } else {
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      guard input == .float32, output == .float32, activation != .curve,
        low.isFiniteBits, high.isFiniteBits, low <= high
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
      guard op.outputOffset == 0, op.producedCount <= UInt32(BlobValidator.largestCount),
        op.producedCount >= blob.score.residualCount
      else { throw .blobProgram }
    }

    try takeDenseMatrix(op, at: index, type: weight)
    // Both counts are at most 2¹⁸, and so is their product.
    let rows = op.outputCount.padded
    let biases = op.flags & OpRecord.biasPerPosition == 0 ? rows : rows.times(op.positions)
    if isInteger {
      try takeTensor(at: op.bias, bytes: biases.times(4))
      try takeMultipliers(at: op.multipliers, count: rows)
      if activation == .curve { try requireTensor(at: op.curve, bytes: UInt32(CurveLayout.bytes)) }
    } else {
      try takeFloats(at: op.bias, count: biases)
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.producedCount)
  }

  private func validateIntegerDense(
    _ op: OpRecord, input: ElementType, output: ElementType, activation: FusedActivation, sink: Sink
  ) throws(RuntimeError) {
    let isZeroRight: Bool
    switch (output, sink) {
    case (.int8, .arena): isZeroRight = op.outputZero.isInt8
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
      op.preshift.isPreshift, op.inputZero.isInt8, input == .int8 || op.inputZero == 0,
      isScaledTwice
        ? op.secondPreshift >= 1 && op.secondPreshift <= 15 && op.parameter2.isMultiplier
        : op.secondPreshift == 0 && op.parameter2 | op.parameter3 == 0
    else { throw .blobProgram }
  }

  /// Where the positions of a dense operation read. A patch that leaves the input, or that an int8 program finds at an
  /// address that is no multiple of 4, is put together in scratch memory.
  private func validatePatches(_ op: OpRecord, type: ElementType, at index: Int) throws(RuntimeError) -> ArenaSpan {
    let largest = UInt32(BlobValidator.largestCount)
    let count = op.inputCount
    let length = op.inputLength == 0 ? count : op.inputLength
    let padding = op.inputPadding
    let reach = (op.positions &- 1).times(op.inputStride)
    guard count >= 1, count <= largest, op.positions <= largest, op.inputStride <= largest,
      padding <= largest, reach <= 4 &* largest
    else { throw .blobProgram }
    let isInside = padding == 0 && reach &+ count <= length
    let isAligned = type == .float32 || (op.inputStride | op.inputPadding) & 3 == 0
    if !(isInside && isAligned) {
      let bytes = BlockedLayout.padded(Int(op.inputCount)) &* type.bytes
      guard op.scratchBytes >= UInt32(bytes) else { throw .blobProgram }
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
    try takeMatrix(at: op.weights, rows: op.outputCount, columns: op.inputCount, type: type)
  }
}

/// What only dense operations of int8 programs use.
private enum DenseFields {
  static var integer: OpFields {
    .preshift | .multipliers | .outputZero | .inputZero | .curve | .secondPreshift | .parameter2 | .parameter3
  }
}
