extension ProgramValidator {
  /// Each row normalised over its channels, of one input or of the sum of two.
  mutating func validateLayerNorm() {
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .bias | .multipliers | .inputStride | .inputZero
    let second: OpFields = .secondType | .secondOffset | .secondCount | .secondZero
    let parameters: OpFields = .parameter0 | .parameter1 | .parameter2
    let integer: OpFields = .preshift | .secondPreshift | .parameter3
    require(.arena, only: fields | second | parameters | (isInteger ? integer : .common))
    let epsilon = Float(bitPattern: op.parameter2)
    guard op.inputCount == op.outputCount, op.inputStride == op.inputCount,
      isInteger
        ? op.parameter0.isMultiplier && op.preshift.isPreshift : epsilon >= 0 && epsilon.isFiniteBits
    else { return fail() }
    requireActivation()

    requireOutput(.int8 | .int16 | .int16Planes)
    requireScratch(isInteger ? op.inputCount.times(4) : 0)
    let count = op.producedCount
    requireNormalised(op.inputType, at: op.inputOffset, count: count, zero: op.inputZero)
    if op.secondCount > 0 {
      requireNormalised(op.secondType, at: op.secondOffset, count: count, zero: op.secondZero)
      if op.secondCount != count || (isInteger && !(op.parameter1.isMultiplier && op.secondPreshift.isPreshift)) {
        fail()
      }
    } else if op.secondOffset | UInt32(op.secondType) | UInt32(op.secondPreshift) != 0 || op.secondZero != 0
      || (isInteger && op.parameter1 != 0)
    {
      fail()
    }

    // `requireOutput` bounds the channels.
    let channels = op.inputCount.padded
    takeBiases(at: op.bias, count: channels)
    takeBiases(at: op.multipliers, count: channels)
  }

  /// One input: int8, int16 in either form or float32, with a zero point that its type holds.
  private mutating func requireNormalised(_ raw: UInt8, at offset: UInt32, count: UInt32, zero: Int32) {
    let isWide = raw == ElementType.int16.rawValue || raw == ElementType.int16Planes.rawValue
    let isHeld = isWide && zero >= -32768 && zero <= 32767
    requireReadable(.int8 | .int16 | .int16Planes, raw, at: offset, count: count, zero: isHeld ? 0 : zero)
  }
}
