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

  /// Runs the first `count` operations on the input that lies at the start of the arena.
  ///
  /// - Returns: the sum of squared residuals, in squared residual units, once the last operation has run.
  func run(_ count: Int) -> Float {
    var sum: Float = 0
    for index in 0..<count {
      let op = blob.op(index)
      // The validator has checked every code, type and sink.
      switch OpCode(rawValue: op.code).unsafelyUnwrapped {
      case .dense: sum = runDense(op)
      case .softmax: runSoftmax(op)
      case .recurrent: runRecurrent(op)
      case .attention: runAttention(op)
      case .layerNorm: runLayerNorm(op)
      case .combine: runCombine(op)
      case .distance: sum = runDistance(op)
      case .divergence: sum = runDivergence(op)
      }
    }
    return sum
  }

  /// The operation whose outputs are compared with the window.
  var lastOp: OpRecord { blob.op(Int(blob.header.opCount) &- 1) }

  /// Runs a dense layer. Returns the sum of squared residuals for `Sink.residual`, else 0.
  @inline(__always)
  private func runDense(_ op: OpRecord) -> Float {
    let layer = DenseLayer(op, in: self)
    switch (ElementType(rawValue: op.weightType).unsafelyUnwrapped, Sink(rawValue: op.sink).unsafelyUnwrapped) {
    case (.int8, .arena): layer.storeInteger()
    case (.int8, .residual): return FixedPoint.float(layer.residualInteger())
    case (_, .arena): layer.storeFloat()
    case (_, .residual): return layer.residualFloat()
    }
    return 0
  }

  @inline(__always)
  private func runSoftmax(_ op: OpRecord) {
    switch ElementType(rawValue: op.inputType).unsafelyUnwrapped {
    case .float32: softmaxFloat(op)
    default: softmaxInteger(op)
    }
  }
}
