import CAnomalyKernels

/// The elementwise part of a step in integers: gates and hidden values in units of 2⁻¹⁵, all products within 32 bits.
/// It works in the place of the scaled products, gate after gate, and leaves the new hidden values in front.
extension RecurrentLayer {
  /// The first unit's state.
  private func state(of group: RecurrentGroup) -> UnsafeMutablePointer<Int16> {
    scratch.assumingMemoryBound(to: Int16.self) + group.unit
  }

  /// h = tanh(a).
  func updateSimple(_ group: RecurrentGroup, _ a: UnsafeMutablePointer<Int32>) {
    machine.apply(op.secondCurve, to: a, count: group.units)
  }

  #if !arch(x86_64)
    /// c ← f·c + i·g; h = o·tanh(c).
    func updateLSTM(_ group: RecurrentGroup, _ a: UnsafeMutablePointer<Int32>) {
      let state = state(of: group)
      let shift = Int32(bitPattern: op.parameter0)
      let count = group.units
      let f = a + count
      let g = f + count
      let o = g + count
      machine.apply(op.curve, to: a, count: 2 &* count)
      machine.apply(op.secondCurve, to: g, count: count)
      machine.apply(op.curve, to: o, count: count)
      for unit in 0..<count {
        let sum = f[unit] &* Int32(state[unit]) &+ (a[unit] &* g[unit]) >> (2 &+ shift) &+ 16384
        let c = min(max(sum >> 15, -32768), 32767)
        state[unit] = Int16(truncatingIfNeeded: c)
        a[unit] = c &<< shift
      }
      machine.apply(op.secondCurve, to: a, count: count)
      for unit in 0..<count { a[unit] = (o[unit] &* a[unit] &+ 16384) >> 15 }
    }

  #endif

  /// n = tanh(a + r·b); h ← z·h + (1 − z)·n.
  func updateGRU(_ group: RecurrentGroup, _ a: UnsafeMutablePointer<Int32>, _ b: UnsafePointer<Int32>) {
    let state = state(of: group)
    let count = group.units
    let z = a + count
    let n = z + count
    let own = b + 2 &* count
    machine.apply(op.curve, to: a, count: 2 &* count)
    for unit in 0..<count { n[unit] = n[unit] &+ FixedPoint.scaled(own[unit], by: a[unit] &<< 16, preshift: 1) }
    machine.apply(op.secondCurve, to: n, count: count)
    for unit in 0..<count {
      let h = (z[unit] &* Int32(state[unit]) &+ (32768 &- z[unit]) &* n[unit] &+ 16384) >> 15
      let kept = min(max(h, -32768), 32767)
      state[unit] = Int16(truncatingIfNeeded: kept)
      a[unit] = kept
    }
  }
}
