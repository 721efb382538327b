extension ProgramBuilder {
  /// Encodes the operation in integers.
  mutating func encodeInt8(_ step: RecurrentStep) throws(ExportError) { preconditionFailure("no layer lowers to this") }
}
