extension ProgramValidator {
  /// softmax(QKᵀ/√w)V in heads.
  mutating func validateAttention(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    let columns = UInt64(op.outputCount)
    let heads = UInt64(op.parameter1)
    let keys = UInt64(op.parameter2)
    guard sink == .arena, AttentionMask(rawValue: op.variant) != nil, op.inputType == blob.header.inputType,
      op.outputType == op.inputType, op.secondType == op.inputType, op.inputCount == op.outputCount,
      op.positions >= 1, heads >= 1, columns >= 1, columns <= UInt64(BlobValidator.largestCount),
      columns % heads == 0, UInt64(op.inputStride) >= columns, keys >= 1,
      keys <= UInt64(AttentionLayout.largestKeys), UInt64(op.secondCount) % keys == 0,
      UInt64(op.parameter3) &+ 2 &* columns <= UInt64(op.secondCount) / keys,
      op.weightType | op.activation | op.flags == 0, op.weights | op.bias == 0, op.secondZero | op.inputZero == 0,
      op.inputPadding | op.inputLength == 0, op.secondCurve | op.secondWeights | op.secondBias == 0,
      op.scoreUnit.bitPattern == 0
    else { throw .blobProgram }

    let isInteger = op.inputType == ElementType.int8.rawValue
    if isInteger {
      guard op.preshift >= 1, op.preshift <= 30, op.secondPreshift >= 1, op.secondPreshift <= 30,
        op.outputZero >= -128, op.outputZero <= 127, op.parameter0 == 0
      else { throw .blobProgram }
    } else {
      guard op.preshift | op.secondPreshift == 0, op.outputZero == 0, op.multipliers | op.secondMultipliers == 0,
        op.curve == 0, Float(bitPattern: op.parameter0).isFiniteBits
      else { throw .blobProgram }
    }

    let type = isInteger ? ElementType.int8 : .float32
    let queries = try readable(
      at: op.inputOffset, count: UInt64(op.positions) &* UInt64(op.inputStride), type: type, before: index)
    let memory = try readable(at: op.secondOffset, count: UInt64(op.secondCount), type: type, before: index)
    let written = try writable(op, type: type)
    // The second input holds at most 2¹⁸ values, so the bytes of the scratch memory cannot wrap.
    guard let scratch = try scratch(of: op),
      Int(op.scratchBytes) == AttentionLayout(op).scratchBytes(isInteger: isInteger)
    else { throw .blobProgram }
    try requireApart(written, queries)
    try requireApart(written, memory)
    try requireApart(written, scratch)
    try requireApart(scratch, queries)
    try requireApart(scratch, memory)
    if isInteger {
      try takeMultipliers(at: op.multipliers, count: BlockedLayout.padded(Int(columns)))
      try takeMultipliers(at: op.secondMultipliers, count: BlockedLayout.padded(Int(heads)))
      try validatePowers(at: op.curve)
    }
    macs &+= 2 &* UInt64(op.positions) &* keys &* columns
  }

  /// The table of powers: the first is 2¹⁴, the others at most that, so that weights have a sum above 0. It may be shared.
  private func validatePowers(at offset: UInt32) throws(RuntimeError) {
    let powers = try requireTensor(at: offset, bytes: UInt64(AttentionLayout.powerCount) &* 2)
    for index in 0..<AttentionLayout.powerCount {
      let power = powers.load(fromByteOffset: index &* 2, as: Int16.self)
      guard power >= 0, power <= AttentionLayout.largestPower, index > 0 || power == AttentionLayout.largestPower
      else { throw .blobTensor }
    }
  }
}
