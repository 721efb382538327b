/// Checks a program: known operations, operands inside arena and tensors, every input written before it is read.
///
/// The rules of each operation stand in a file of their own; `Operands` and `Tensors` hold what they share.
struct ProgramValidator {
  let blob: Blob
  /// Bytes of the arena that a window begins anew with; carried state lies behind them.
  let arenaBytes: Int
  /// The first byte of carried state that no earlier operation keeps.
  var carriedEnd: Int
  let tensorBytes: UInt32
  /// The first byte of the tensors section that no earlier operation uses: tensors whose values are checked stand in the
  /// order of their use, so that checking them is linear in the blob.
  var tensorEnd: UInt32 = 0
  /// Multiply-accumulates so far.
  var macs: UInt64 = 0
  /// Slots and arena offset of the last memory's attention, which `blob.header` names.
  var memorySlots: UInt32 = 0
  var attentionOffset: UInt32 = 0

  init(_ blob: Blob) {
    self.blob = blob
    arenaBytes = Int(blob.header.arenaBytes) &- Int(blob.header.carriedBytes)
    carriedEnd = arenaBytes
    tensorBytes = UInt32(blob.bytes(of: .tensors))
  }

  mutating func validate() throws(RuntimeError) {
    let count = Int(blob.header.opCount)
    for index in 0..<count {
      let op = blob.op(index)
      guard let code = OpCode(rawValue: op.code), BuiltOperations.contains(code),
        let sink = Sink(rawValue: op.sink)
      else { throw .blobProgram }
      // The last operation is the reconstruction that explanations show.
      if index == count &- 1 && (sink != .residual || code != .dense) { throw .blobProgram }
      try validateScoreUnit(op.scoreUnit, sink: sink)
      switch code {
      case .dense: try validateDense(op, at: index, sink: sink)
      case .softmax: if BuiltOperations.contains(.softmax) { try validateSoftmax(op, at: index, sink: sink) }
      case .recurrent: if BuiltOperations.contains(.recurrent) { try validateRecurrent(op, at: index, sink: sink) }
      case .attention: if BuiltOperations.contains(.attention) { try validateAttention(op, at: index, sink: sink) }
      case .layerNorm: if BuiltOperations.contains(.layerNorm) { try validateLayerNorm(op, at: index, sink: sink) }
      case .combine: if BuiltOperations.contains(.combine) { try validateCombine(op, at: index, sink: sink) }
      case .distance: if BuiltOperations.contains(.distance) { try validateDistance(op, at: index, sink: sink) }
      case .divergence: if BuiltOperations.contains(.divergence) { try validateDivergence(op, at: index, sink: sink) }
      }
    }
    try validateSummary()
  }

  /// A unit is positive; that of a residual may be 0, which counts nothing and is only explained.
  private func validateScoreUnit(_ unit: Float, sink: Sink) throws(RuntimeError) {
    let isRight =
      switch sink {
      case .arena: unit.bitPattern == 0
      case .residual: unit.bitPattern == 0 || (unit > 0 && unit.isUsableFactor)
      case .score: unit > 0 && unit.isUsableFactor
      }
    if !isRight { throw .blobProgram }
  }

  /// Checks the header's statements about the program.
  private func validateSummary() throws(RuntimeError) {
    let header = blob.header
    // What the last state leaves of 16 bytes.
    guard Int(header.arenaBytes) &- carriedEnd < 16 else { throw .blobHeader }
    guard macs == UInt64(header.macs), header.memorySlots == memorySlots, header.attentionOffset == attentionOffset
    else { throw .blobHeader }
  }
}
