extension ProgramValidator {
  /// softmax(QKᵀ/√w)V in heads.
  mutating func validateAttention() {
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .variant | .secondType | .secondOffset | .secondCount
    let rows: OpFields = .inputStride | .parameter1 | .parameter2 | .parameter3
    let integer: OpFields =
      .preshift | .secondPreshift | .outputZero | .multipliers | .secondMultipliers | .curve
    require(.arena, only: fields | rows | (isInteger ? integer : .parameter0))
    let columns = op.outputCount
    let heads = op.parameter1
    let keys = op.parameter2
    guard AttentionMask(rawValue: op.variant) != nil, op.inputCount == columns, heads >= 1, columns >= 1,
      columns <= UInt32(BlobValidator.largestCount), columns % heads == 0, op.inputStride >= columns, keys >= 1,
      keys <= UInt32(AttentionLayout.largestKeys), op.secondCount % keys == 0,
      op.secondCount <= UInt32(BlobValidator.largestCount),
      op.parameter3.plus(2 &* columns) <= op.secondCount / keys,
      isInteger
        ? op.preshift.isPreshift && op.secondPreshift.isPreshift : Float(bitPattern: op.parameter0).isFiniteBits
    else { return fail() }

    requireOutput(.int8)
    // The second input holds at most 2¹⁸ values, so the bytes of the scratch memory cannot wrap.
    requireScratch(UInt32(AttentionLayout(op).scratchBytes(isInteger: isInteger)))
    requireSecond(.int8, count: op.secondCount)
    requireInput(.int8, count: op.positions.times(op.inputStride))
    if isInteger {
      take(.multipliers, at: op.multipliers, count: columns.padded)
      take(.multipliers, at: op.secondMultipliers, count: heads.padded)
      requirePowers()
    }
    macs &+= 2 &* UInt64(op.positions) &* UInt64(keys.times(columns))
  }

  /// The table of powers: the first is 2¹⁴, the others at most that, so that weights have a sum above 0. It may be shared.
  private mutating func requirePowers() {
    requireTensor(at: op.curve, bytes: UInt32(AttentionLayout.powerCount) &* 2)
    if error != nil { return }
    let powers = (blob.start(of: .tensors) + Int(op.curve)).assumingMemoryBound(to: Int16.self)
    let largest = AttentionLayout.largestPower
    if powers[0] != largest { fail(.blobTensor) }
    for index in 0..<AttentionLayout.powerCount where powers[index] < 0 || powers[index] > largest {
      fail(.blobTensor)
    }
  }
}
