import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a divergence in float32.
  mutating func encodeFloat(_ divergence: DivergenceStep) {
    var op = record(for: divergence)
    op.scoreUnit = divergence.weight / 2
    add(op, output: nil)
  }

  /// A record with what a divergence says whatever the precision.
  func record(for divergence: DivergenceStep) -> OpRecord {
    var op = record(.divergence, divergence, input: divergence.input, output: nil)
    op.sink = Sink.score.rawValue
    op.inputCount = UInt32(divergence.count)
    return op
  }
}
