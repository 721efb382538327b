import CAnomalyKernels

#if arch(x86_64)
  extension Machine {
    /// Layer normalisation in integers, as `LayerNormInteger` computes it, in one call.
    func normaliseInteger(_ record: UnsafePointer<OpRecord>) {
      let op = record.pointee
      let planeBytes = BlockedLayout.padded(Int(op.inputCount) &* Int(op.positions))
      let output = arena + Int(op.outputOffset)
      let bytes = output.assumingMemoryBound(to: Int8.self)
      var norm = anomaly_norm(
        first: term(
          op.inputType, at: op.inputOffset, planeBytes: planeBytes, first: 0, zero: op.inputZero,
          by: Int32(bitPattern: op.parameter0), Int(op.preshift)),
        second: term(
          op.secondType, at: op.secondOffset, planeBytes: planeBytes, first: 0, zero: op.secondZero,
          by: Int32(bitPattern: op.parameter1), Int(op.secondPreshift)),
        terms: op.secondCount > 0 ? 2 : 1, count: Int32(bitPattern: op.inputCount),
        positions: Int32(bitPattern: op.positions),
        epsilon: UInt64(op.parameter3) &<< 32 | UInt64(op.parameter2),
        scale: (tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self),
        shift: (tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self), low: bytes,
        high: op.outputType == ElementType.int16Planes.rawValue ? bytes + planeBytes : bytes,
        words: op.outputType == ElementType.int16.rawValue ? output.assumingMemoryBound(to: Int16.self) : nil,
        row: (arena + Int(op.scratchOffset)).assumingMemoryBound(to: Int32.self))
      anomaly_normalise(tier, &norm)
    }
  }
#endif
