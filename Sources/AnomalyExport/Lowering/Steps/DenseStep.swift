import AnomalyFormat
import AnomalyNN

/// y[p] = activation(W·x[p] + b[p]) at every position p, where x[p] are `columns` values of the input from
/// p·stride − padding on, values outside of it counting as 0.
struct DenseStep: ProgramStep {
  var name: String
  /// Values that a position gives.
  var rows: Int
  /// Values that a position reads.
  var columns: Int
  /// Row-major `[rows][columns]`.
  var weights: [Float]
  /// `[rows]`, or `[positions][rows]`.
  var bias: [Float]
  var activation: Activation
  var input: Int
  /// nil: compared with the target.
  var output: Int?
  /// Where the float reference computes the result.
  var result: LoweredProgram.Source
  var positions = 1
  /// 0: every position reads the same.
  var stride = 0
  var padding = 0
  /// Values of the input, the first of the buffer.
  var length: Int
  /// What the mean squared residual counts in the score, where there is no output; 0: not at all.
  var weight: Float = 0
  /// Results that a later window of a stream takes over.
  var kept: KeptPositions?

  var hasBiasPerPosition: Bool { bias.count > rows }
  var inputs: [Int] { [input] }
  func readable(_ input: Int) -> Set<Storage> { [.int8, .int16Planes] }
  var writable: [Storage] { [.int8, .int32, .int16] }

  /// Patches that leave the input, or lie where int8 kernels cannot read them, are put together in scratch memory; what is
  /// kept stands behind.
  func scratchBytes(in program: LoweredProgram, isInteger: Bool) -> Int {
    let kept = keptBytes(in: program, isInteger: isInteger)
    let isInside = padding == 0 && (positions - 1) * stride + columns <= length
    let isAligned = !isInteger || (stride % 4 == 0 && padding % 4 == 0)
    if isInside && isAligned { return kept }
    let type = isInteger ? program.buffers[input].storage.elementType : .float32
    return BlockedLayout.padded(columns) * type.bytes + kept
  }

  /// Bytes of results that a later window takes over.
  private func keptBytes(in program: LoweredProgram, isInteger: Bool) -> Int {
    guard let kept, let output else { return 0 }
    let type = isInteger ? program.buffers[output].storage.elementType : .float32
    return Int(kept.phases * kept.count) * rows * type.bytes
  }
}
