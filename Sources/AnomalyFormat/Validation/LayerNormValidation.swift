extension ProgramValidator {
  /// Refuses the operation.
  mutating func validateLayerNorm(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) { throw .blobProgram }
}
