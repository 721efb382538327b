import AnomalyFormat

extension EncodedProgram {
  /// Encodes a program with float32 or float16 weights and float32 arithmetic.
  init(_ program: LoweredProgram, weights: ElementType, ranges: ActivationRanges) {
    let plan = ArenaPlan(program) { BlockedLayout.padded(program.buffers[$0].count) * ElementType.float32.bytes }
    weightType = weights
    inputRange = ranges[.window]
    arenaBytes = plan.bytes
    for step in program.steps {
      var op = OpRecord()
      switch step {
      case .dense(let dense):
        op.code = OpCode.dense.rawValue
        op.weightType = weights.rawValue
        op.activation = dense.activation.rawValue
        op.sink = (dense.output == nil ? Sink.residual : .arena).rawValue
        op.inputOffset = UInt32(plan.offsets[dense.input])
        op.inputCount = UInt32(dense.columns)
        op.outputOffset = UInt32(dense.output.map { plan.offsets[$0] } ?? 0)
        op.outputCount = UInt32(dense.rows)
        if weights == .float16 {
          op.weights = tensors.addMatrix(rows: dense.rows, columns: dense.columns, element: weights) {
            Half.encode(dense.weights[$0 * dense.columns + $1])
          }
        } else {
          op.weights = tensors.addMatrix(rows: dense.rows, columns: dense.columns, element: weights) {
            dense.weights[$0 * dense.columns + $1].bitPattern
          }
        }
        op.bias = tensors.addRows(dense.bias)
        // Similarities and residuals are not bounded, everything that int8 would store is.
        let saturation = dense.output.flatMap { output -> ClosedRange<Float>? in
          if case .layer = program.buffers[output].source { ranges[program.buffers[output].source] } else { nil }
        }
        op.parameter0 = (saturation?.lowerBound ?? -.greatestFiniteMagnitude).bitPattern
        op.parameter1 = (saturation?.upperBound ?? .greatestFiniteMagnitude).bitPattern
        macs += dense.rows * dense.columns
      case .softmax(let softmax):
        op.code = OpCode.softmax.rawValue
        op.variant = softmax.similarity.rawValue
        op.inputOffset = UInt32(plan.offsets[softmax.input])
        op.inputCount = UInt32(program.buffers[softmax.input].count)
        op.outputOffset = UInt32(plan.offsets[softmax.output])
        op.outputCount = op.inputCount
        if softmax.similarity == .cosine {
          op.secondOffset = UInt32(plan.offsets[softmax.query])
          op.secondCount = UInt32(program.buffers[softmax.query].count)
        }
        op.parameter0 = softmax.factor.bitPattern
        op.parameter1 = softmax.shrink.bitPattern
        memorySlots = Int(op.outputCount)
        attentionOffset = Int(op.outputOffset)
      }
      op.inputType = ElementType.float32.rawValue
      op.outputType = ElementType.float32.rawValue
      ops.append(op)
    }
  }
}
