import CAnomalyKernels

#if arch(x86_64)
  extension Machine {
    /// Computes and stores the results of all positions of an int8 program's layer, as `DenseLayer` does, in one call
    /// where each is read where it lies.
    @inline(never)
    func storeDense(_ record: UnsafePointer<OpRecord>) {
      var op: OpRecord {
        @inline(__always) get { record.pointee }
      }
      let (rows, columns) = (Int32(bitPattern: op.outputCount), Int32(bitPattern: op.inputCount))
      let isRectified = op.activation == FusedActivation.relu.rawValue
      let isByte = op.outputType == ElementType.int8.rawValue
      let bytes: Int32 = isByte ? 1 : op.outputType == ElementType.int16.rawValue ? 2 : 4
      var layer = anomaly_dense_layer(
        matrix: anomaly_matrix(
          weights: (tensors + Int(op.weights)).assumingMemoryBound(to: Int8.self), rows: rows, columns: columns),
        bias: (tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self),
        multipliers: (tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self),
        curve: op.activation == FusedActivation.curve.rawValue
          ? (tensors + Int(op.curve)).assumingMemoryBound(to: Int16.self) : nil,
        bias_step: op.flags & OpRecord.biasPerPosition != 0 ? (rows &+ 3) & ~3 : 0,
        step: Int32(bitPattern: op.inputStride), bytes: bytes, preshift: Int32(op.preshift), zero: op.outputZero,
        least: isByte ? isRectified ? op.outputZero : -128 : isRectified ? 0 : -32_768, pads: op.positions == 1 ? 1 : 0)
      let output = arena + Int(op.outputOffset)
      let positions = Int(op.positions)
      let isWide = op.inputType == ElementType.int16Planes.rawValue
      let length = op.inputLength == 0 ? Int(columns) : Int(op.inputLength)
      let reach = (positions &- 1) &* Int(op.inputStride) &+ Int(columns)
      let keeps = BuiltOperations.reuse && op.flags & OpRecord.keepsPositions != 0
      let isAligned = positions == 1 || op.inputStride & 3 == 0
      if op.inputPadding == 0 && isAligned && reach <= length && !keeps {
        let x = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self)
        let high = isWide ? x + BlockedLayout.padded(length) : nil
        return anomaly_dense(tier, &layer, output, x, high, Int32(truncatingIfNeeded: positions))
      }
      let patches = DenseLayer(record, in: self)
      let kept = keeps ? patches.recall() : 0..<0
      for position in 0..<positions {
        if kept.contains(position) { continue }
        let operands = patches.operands(at: position)
        let high = isWide ? operands.highInput.assumingMemoryBound(to: Int8.self) : nil
        layer.bias = operands.bias.assumingMemoryBound(to: Int32.self)
        anomaly_dense(
          tier, &layer, output + position &* Int(rows &* bytes), operands.input.assumingMemoryBound(to: Int8.self),
          high, 1)
      }
      if keeps { patches.remember() }
    }
  }
#endif
