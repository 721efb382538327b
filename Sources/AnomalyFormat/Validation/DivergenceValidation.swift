extension ProgramValidator {
  /// The divergence of a Gaussian, means and then log variances, from the standard one.
  mutating func validateDivergence() {
    let isInteger = blob.isInteger
    let tables: OpFields = .weights | .secondWeights
    require(.score, only: .common | .scoreUnit | (isInteger ? tables : .common))
    if op.positions != 1 || op.inputCount & 1 != 0 { fail() }
    requireInput(.int8, count: op.inputCount)
    if isInteger {
      // Any table of 256 numbers gives a sum that 64 bits hold.
      requireTensor(at: op.weights, bytes: 1024)
      requireTensor(at: op.secondWeights, bytes: 1024)
    }
  }
}
