extension ProgramBuilder {
  /// Encodes the operation in float32.
  mutating func encodeFloat(_ step: AttentionStep) { preconditionFailure("no layer lowers to this") }
}
