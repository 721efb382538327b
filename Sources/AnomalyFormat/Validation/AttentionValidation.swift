extension ProgramValidator {
  /// softmax(QKᵀ/√w)V in heads.
  mutating func validateAttention(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    let columns = op.outputCount
    let heads = op.parameter1
    let keys = op.parameter2
    guard sink == .arena, AttentionMask(rawValue: op.variant) != nil, op.inputType == blob.header.inputType,
      op.outputType == op.inputType, op.secondType == op.inputType, op.inputCount == op.outputCount,
      op.positions >= 1, heads >= 1, columns >= 1, columns <= UInt32(BlobValidator.largestCount),
      columns % heads == 0, op.inputStride >= columns, keys >= 1,
      keys <= UInt32(AttentionLayout.largestKeys), op.secondCount % keys == 0,
      op.parameter3.plus(2 &* columns) <= op.secondCount / keys
    else { throw .blobProgram }

    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .variant | .secondType | .secondOffset | .secondCount
    let rows: OpFields = .inputStride | .parameter1 | .parameter2 | .parameter3
    let integer: OpFields =
      .preshift | .secondPreshift | .outputZero | .multipliers | .secondMultipliers | .curve
    try op.require(only: fields | rows | (isInteger ? integer : .parameter0))
    guard
      isInteger
        ? op.preshift.isPreshift && op.secondPreshift.isPreshift && op.outputZero.isInt8
        : Float(bitPattern: op.parameter0).isFiniteBits
    else { throw .blobProgram }

    let type = isInteger ? ElementType.int8 : .float32
    let queries = try readable(
      at: op.inputOffset, count: op.positions.times(op.inputStride), type: type, before: index)
    let memory = try readable(at: op.secondOffset, count: op.secondCount, type: type, before: index)
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
      try takeMultipliers(at: op.multipliers, count: columns.padded)
      try takeMultipliers(at: op.secondMultipliers, count: heads.padded)
      try validatePowers(at: op.curve)
    }
    macs &+= 2 &* UInt64(op.positions) &* UInt64(keys.times(columns))
  }

  /// The table of powers: the first is 2¹⁴, the others at most that, so that weights have a sum above 0. It may be shared.
  private func validatePowers(at offset: UInt32) throws(RuntimeError) {
    let powers = try requireTensor(at: offset, bytes: UInt32(AttentionLayout.powerCount) &* 2)
    for index in 0..<AttentionLayout.powerCount {
      let power = powers.load(fromByteOffset: index &* 2, as: Int16.self)
      guard power >= 0, power <= AttentionLayout.largestPower, index > 0 || power == AttentionLayout.largestPower
      else { throw .blobTensor }
    }
  }
}
