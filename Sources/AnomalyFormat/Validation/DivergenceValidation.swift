extension ProgramValidator {
  /// The divergence of a Gaussian, means and then log variances, from the standard one.
  mutating func validateDivergence(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .score, let type = ElementType(rawValue: op.inputType), op.inputType == blob.header.inputType,
      op.positions == 1, op.inputCount & 1 == 0
    else { throw .blobProgram }
    let tables: OpFields = .weights | .secondWeights
    try op.require(only: .common | .scoreUnit | (type == .int8 ? tables : .common))
    _ = try readable(at: op.inputOffset, count: op.inputCount, type: type, before: index)
    if type == .int8 {
      // Any table of 256 numbers gives a sum that 64 bits hold.
      try requireTensor(at: op.weights, bytes: 1024)
      try requireTensor(at: op.secondWeights, bytes: 1024)
    }
  }
}
