extension ProgramBuilder {
  /// Encodes the operation in float32.
  mutating func encodeFloat(_ step: LayerNormStep) { preconditionFailure("no layer lowers to this") }
}
