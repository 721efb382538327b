extension ProgramValidator {
  /// The squared distance to the nearest of `secondCount` prototypes.
  mutating func validateDistance() {
    let isInteger = blob.isInteger
    require(
      .score, only: .common | .weightType | .weights | .secondCount | .preshift | .inputZero | .scoreUnit)
    guard op.weightType == (isInteger ? ElementType.int16.rawValue : blob.header.weightType), op.positions == 1,
      op.secondCount >= 1, op.secondCount <= UInt32(BlobValidator.largestCount), op.preshift <= (isInteger ? 6 : 0)
    else { return fail() }
    requireInput(.int8, count: op.inputCount)
    if isInteger {
      requireTensor(at: op.weights, bytes: op.inputCount.times(op.secondCount).times(2))
    } else {
      takeMatrix(at: op.weights, rows: op.secondCount, columns: op.inputCount)
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.secondCount)
  }
}
