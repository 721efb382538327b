extension ProgramBuilder {
  /// Encodes the operation in integers.
  mutating func encodeInt8(_ step: DivergenceStep) throws(ExportError) { preconditionFailure("no layer lowers to this") }
}
