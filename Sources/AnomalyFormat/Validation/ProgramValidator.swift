/// Checks a program: known operations, operands inside arena and tensors, every input written before it is read.
///
/// The rules of each operation stand in a file of their own; `Fields`, `Operands` and `Tensors` hold what they share. A
/// rule that is broken is kept in `error`, and checking goes on with numbers that nobody uses: code that leaves at each
/// rule is larger. Only what would read beyond the blob or divide by zero has to look at `error` before.
struct ProgramValidator {
  let blob: Blob
  /// The operation being checked, where it lies in the blob, and its number.
  var record: UnsafePointer<OpRecord>
  var index = 0
  /// What it stores in the arena, and the memory that it works in.
  var output = ArenaSpan()
  var scratch = ArenaSpan()
  /// The first byte of carried state that no earlier operation keeps.
  var carriedEnd: UInt32
  /// The first byte of the tensors section that no earlier operation uses: tensors whose values are checked stand in the
  /// order of their use, so that checking them is linear in the blob.
  var tensorEnd: UInt32 = 0
  /// Slots and arena offset of the last memory's attention, which `blob.header` names.
  var memorySlots: UInt32 = 0
  var attentionOffset: UInt32 = 0
  /// Multiply-accumulates so far.
  var macs: UInt64 = 0
  /// The first rule that was broken.
  var error: RuntimeError?

  init(_ blob: Blob) {
    self.blob = blob
    record = blob.record(0)
    carriedEnd = blob.header.arenaBytes &- blob.header.carriedBytes
  }

  /// The operation being checked.
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }

  /// Keeps the first error.
  @inline(never)
  mutating func fail(_ broken: RuntimeError = .blobProgram) {
    if error == nil { error = broken }
  }

  mutating func validate() throws(RuntimeError) {
    let count = Int(blob.header.opCount)
    while index < count {
      record = blob.record(index)
      output = ArenaSpan()
      scratch = ArenaSpan()
      validateOperation(isLast: index == count &- 1)
      if let error { throw error }
      index &+= 1
    }
    try validateSummary()
  }

  private mutating func validateOperation(isLast: Bool) {
    guard let code = OpCode(rawValue: op.code), BuiltOperations.contains(code), hasScoreUnit, op.positions >= 1,
      // The last operation is the reconstruction that explanations show.
      !isLast || (op.sink == Sink.residual.rawValue && code == .dense)
    else { return fail() }
    switch code {
    case .dense: validateDense()
    case .softmax: if BuiltOperations.contains(.softmax) { validateSoftmax() }
    case .recurrent: if BuiltOperations.contains(.recurrent) { validateRecurrent() }
    case .attention: if BuiltOperations.contains(.attention) { validateAttention() }
    case .layerNorm: if BuiltOperations.contains(.layerNorm) { validateLayerNorm() }
    case .combine: if BuiltOperations.contains(.combine) { validateCombine() }
    case .distance: if BuiltOperations.contains(.distance) { validateDistance() }
    case .divergence: if BuiltOperations.contains(.divergence) { validateDivergence() }
    }
  }

  /// Whether the sink is known and its unit positive; that of a residual may be 0, which counts nothing and is only
  /// explained.
  private var hasScoreUnit: Bool {
    let unit = op.scoreUnit
    return switch Sink(rawValue: op.sink) {
    case .arena: unit.bitPattern == 0
    case .residual: unit.bitPattern == 0 || unit.isPositiveFactor
    case .score: unit.isPositiveFactor
    case nil: false
    }
  }

  /// Checks the header's statements about the program.
  private func validateSummary() throws(RuntimeError) {
    let header = blob.header
    // What the last state leaves of 16 bytes.
    guard header.arenaBytes &- carriedEnd < 16, macs == UInt64(header.macs),
      header.memorySlots == memorySlots, header.attentionOffset == attentionOffset
    else { throw .blobHeader }
  }
}
