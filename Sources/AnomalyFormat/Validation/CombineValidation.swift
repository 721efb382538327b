extension ProgramValidator {
  /// The sum of two operands, or both side by side, with a fused non-linearity.
  mutating func validateCombine() {
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .activation | .variant | .inputStride | .inputZero
    let second: OpFields = .secondType | .secondOffset | .secondCount | .secondZero | .parameter3
    let integer: OpFields = .preshift | .secondPreshift | .outputZero | .curve | .parameter2
    require(.arena, only: fields | second | .parameter0 | .parameter1 | (isInteger ? integer : .common))
    let hasSecond = op.secondCount != 0
    switch Combination(rawValue: op.variant) {
    case .sum:
      if op.outputCount != op.inputCount || (hasSecond && op.secondCount != op.inputCount) { fail() }
    case .join:
      if !hasSecond || op.outputCount != op.inputCount.plus(op.secondCount) { fail() }
    case nil: fail()
    }
    requireActivation()
    requireOutput(.int8 | .int16)
    if isInteger {
      let isSecondRight =
        hasSecond
        ? op.secondPreshift.isPreshift && op.parameter1.isMultiplier
        : UInt32(op.secondPreshift) | op.parameter1 == 0
      if !(op.preshift.isPreshift && op.parameter0.isMultiplier && isSecondRight) { fail() }
    }
    requireInput(.int8 | .int16, count: read(op.inputCount, stride: op.inputStride))
    if hasSecond {
      requireSecond(.int8 | .int16, count: read(op.secondCount, stride: op.parameter3))
    } else if op.secondOffset | op.parameter3 | UInt32(op.secondType) != 0 || op.secondZero != 0 {
      fail()
    }
    if isInteger { requireCurve() }
  }

  /// How many values one operand reads over all positions.
  private mutating func read(_ count: UInt32, stride: UInt32) -> UInt32 {
    if stride > UInt32(BlobValidator.largestCount) { fail() }
    return (op.positions &- 1).times(stride).plus(count)
  }
}
