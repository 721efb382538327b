import CAnomalyKernels

#if arch(x86_64)
  extension Machine {
    /// Heads of attention in integers, as `AttentionInteger` computes them, one call a head.
    func attendInteger(_ record: UnsafePointer<OpRecord>) {
      let op = record.pointee
      let layout = AttentionLayout(op)
      let keys = (arena + Int(op.secondOffset)).assumingMemoryBound(to: Int8.self) + layout.firstKey
      var head = anomaly_head(
        queries: (arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self), keys: keys,
        values: keys + layout.columns, out: (arena + Int(op.outputOffset)).assumingMemoryBound(to: Int8.self),
        query_row: layout.queryRow, key_row: layout.keyRow, out_row: layout.columns,
        query_count: Int32(truncatingIfNeeded: layout.queries), key_count: Int32(truncatingIfNeeded: layout.keys),
        width: Int32(truncatingIfNeeded: layout.width), causal: op.variant == AttentionMask.causal.rawValue ? 1 : 0,
        powers: (tensors + Int(op.curve)).assumingMemoryBound(to: Int16.self), multiplier: 0,
        preshift: Int32(op.secondPreshift),
        multipliers: (tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self),
        out_preshift: Int32(op.preshift), zero: op.outputZero,
        scratch: (arena + Int(op.scratchOffset)).assumingMemoryBound(to: Int8.self))
      let scales = (tensors + Int(op.secondMultipliers)).assumingMemoryBound(to: Int32.self)
      for index in 0..<layout.heads {
        head.multiplier = scales[index]
        anomaly_attend(tier, &head)
        head.queries += layout.width
        head.keys += layout.width
        head.values += layout.width
        head.multipliers += layout.width
        head.out += layout.width
      }
    }
  }
#endif
