extension ProgramValidator {
  /// Each row normalised over its channels, of one input or of the sum of two.
  mutating func validateLayerNorm(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, op.positions >= 1, op.inputCount == op.outputCount, op.inputStride == op.inputCount,
      let output = ElementType(rawValue: op.outputType)
    else { throw .blobProgram }

    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .bias | .multipliers | .inputStride | .inputZero
    let second: OpFields = .secondType | .secondOffset | .secondCount | .secondZero
    let parameters: OpFields = .parameter0 | .parameter1 | .parameter2
    let integer: OpFields = .preshift | .secondPreshift | .parameter3
    try op.require(only: fields | second | parameters | (isInteger ? integer : .common))
    if isInteger {
      guard output == .int8 || output == .int16 || output == .int16Planes else { throw .blobProgram }
    } else {
      let low = Float(bitPattern: op.parameter0)
      let high = Float(bitPattern: op.parameter1)
      let epsilon = Float(bitPattern: op.parameter2)
      guard output == .float32, low.isFiniteBits, high.isFiniteBits, low <= high, epsilon >= 0, epsilon.isFiniteBits
      else { throw .blobProgram }
    }

    let written = try writable(op, type: output)
    let scratch = try scratch(of: op)
    guard op.scratchBytes == (isInteger ? op.inputCount.times(4) : 0) else { throw .blobProgram }
    try requireApart(written, scratch)
    let count = op.producedCount
    let first = try normalisedInput(
      op.inputType, at: op.inputOffset, count: count, zero: op.inputZero, before: index)
    try requireApart(written, first)
    if let scratch { try requireApart(scratch, first) }
    if isInteger { guard op.parameter0.isMultiplier, op.preshift.isPreshift else { throw .blobProgram } }
    if op.secondCount > 0 {
      let second = try normalisedInput(
        op.secondType, at: op.secondOffset, count: count, zero: op.secondZero, before: index)
      try requireApart(written, second)
      if let scratch { try requireApart(scratch, second) }
      if isInteger { guard op.parameter1.isMultiplier, op.secondPreshift.isPreshift else { throw .blobProgram } }
      guard op.secondCount == count else { throw .blobProgram }
    } else {
      guard op.secondOffset | UInt32(op.secondType) | UInt32(op.secondPreshift) == 0, op.secondZero == 0,
        op.parameter1 == 0 || !isInteger
      else { throw .blobProgram }
    }

    // `writable` bounds the channels.
    let channels = op.inputCount.padded
    if isInteger {
      try takeTensor(at: op.bias, bytes: channels &* 4)
      try takeTensor(at: op.multipliers, bytes: channels &* 4)
    } else {
      try takeFloats(at: op.bias, count: channels)
      try takeFloats(at: op.multipliers, count: channels)
    }
  }

  /// Where an input lies: int8, int16 in either form or float32, with a zero point that its type holds.
  private func normalisedInput(
    _ raw: UInt8, at offset: UInt32, count: UInt32, zero: Int32, before index: Int
  ) throws(RuntimeError) -> ArenaSpan {
    guard let type = ElementType(rawValue: raw) else { throw .blobProgram }
    let isInteger = blob.isInteger
    switch type {
    case .int8: guard isInteger, zero.isInt8 else { throw .blobProgram }
    case .int16, .int16Planes: guard isInteger, zero >= -32768, zero <= 32767 else { throw .blobProgram }
    case .float32: guard !isInteger, zero == 0 else { throw .blobProgram }
    case .float16, .int32: throw .blobProgram
    }
    return try readable(at: offset, count: count, type: type, before: index)
  }

}
