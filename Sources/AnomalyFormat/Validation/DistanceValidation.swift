extension ProgramValidator {
  /// The squared distance to the nearest of `secondCount` prototypes.
  mutating func validateDistance(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    let isInteger = blob.isInteger
    let prototypes: ElementType? = isInteger ? .int16 : ElementType(rawValue: blob.header.weightType)
    guard sink == .score, let prototypes, op.inputType == blob.header.inputType,
      op.weightType == prototypes.rawValue, op.positions == 1,
      op.secondCount >= 1, op.secondCount <= UInt32(BlobValidator.largestCount),
      op.preshift <= (isInteger ? 6 : 0), op.inputZero.isInt8, isInteger || op.inputZero == 0,
      let type = ElementType(rawValue: op.inputType)
    else { throw .blobProgram }
    try op.require(
      only: .common | .weightType | .weights | .secondCount | .preshift | .inputZero | .scoreUnit)
    _ = try readable(at: op.inputOffset, count: op.inputCount, type: type, before: index)
    if isInteger {
      try requireTensor(at: op.weights, bytes: op.inputCount.times(op.secondCount).times(2))
    } else {
      try takeMatrix(at: op.weights, rows: op.secondCount, columns: op.inputCount, type: prototypes)
    }
    macs &+= UInt64(op.inputCount) &* UInt64(op.secondCount)
  }
}
