/// What the operations of a program work on: weights in the blob, activations in the arena, and the window.
struct Machine {
  let blob: Blob
  /// The tensors section of the blob.
  let tensors: UnsafeRawPointer
  /// The arena of the session.
  let arena: UnsafeMutableRawPointer
  /// The window that outputs are compared with.
  let window: WindowRing
  /// Which micro-kernels this processor runs: `anomaly_cpu_tier`.
  let tier: Int32
  /// Windows of the stream before this one, see `SessionHeader.windows`: what they left in the arena goes on.
  let windows: UInt32

  /// Runs operations on the input that lies at the start of the arena.
  ///
  /// - Parameters:
  ///   - operations: those before them have run.
  ///   - score: what those gave.
  ///   - targets: residual targets that are not missing.
  /// - Returns: the score: what the scoring operations gave, in program order, each in its unit; residuals as the mean
  ///   over `targets`.
  func run(_ operations: Range<Int>, from score: Float, targets: Int) -> Float {
    var score = score
    for index in operations {
      let record = blob.record(index)
      let unit = record.pointee.scoreUnit
      // The validator has checked every code, type and sink.
      switch OpCode(rawValue: record.pointee.code).unsafelyUnwrapped {
      case .dense:
        let isResidual = record.pointee.sink == Sink.residual.rawValue
        if isResidual && (targets == 0 || unit == 0) { continue }
        #if arch(x86_64)
          if blob.isInteger && !isResidual {
            storeDense(record)
            continue
          }
        #endif
        let sum = DenseLayer(record, in: self).run()
        if isResidual { score += sum * unit / Float(targets) }
      case .softmax: if BuiltOperations.contains(.softmax) { runSoftmax(record) }
      case .recurrent: if BuiltOperations.contains(.recurrent) { runRecurrent(record) }
      case .attention:
        if BuiltOperations.contains(.attention) {
          runAttention(record)
          clearScratch(record)
        }
      case .layerNorm: if BuiltOperations.contains(.layerNorm) { runLayerNorm(record) }
      case .combine: if BuiltOperations.contains(.combine) { runCombine(record) }
      case .distance: if BuiltOperations.contains(.distance) { score += distance(record) * unit }
      case .divergence: if BuiltOperations.contains(.divergence) { score += divergence(record) * unit }
      }
    }
    return score
  }

  /// The operation whose outputs explanations compare with the window.
  var lastOp: UnsafePointer<OpRecord> { blob.record(Int(blob.header.opCount) &- 1) }

  // The records that these copy lie in frames of their own, not in that of every operation.

  @inline(never)
  private func runSoftmax(_ record: UnsafePointer<OpRecord>) {
    if blob.isInteger { softmaxInteger(record.pointee) } else { softmaxFloat(record.pointee) }
  }

  @inline(never)
  private func distance(_ record: UnsafePointer<OpRecord>) -> Float { runDistance(record.pointee) }

  @inline(never)
  private func divergence(_ record: UnsafePointer<OpRecord>) -> Float { runDivergence(record.pointee) }
}
