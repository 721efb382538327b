/// The elementwise part of a step in integers: gates and hidden values in units of 2⁻¹⁵, all products within 32 bits.
extension RecurrentLayer {
  /// h = tanh(a).
  func updateSimple(_ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ after: UnsafeMutablePointer<Int8>) {
    let tanh = machine.tensors + Int(op.secondCurve)
    for unit in 0..<group.units { put(FixedPoint.curve(a[unit], tanh), group.unit &+ unit, after) }
  }

  /// c ← f·c + i·g; h = o·tanh(c).
  func updateLSTM(_ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ after: UnsafeMutablePointer<Int8>) {
    let sigmoid = machine.tensors + Int(op.curve)
    let tanh = machine.tensors + Int(op.secondCurve)
    let state = scratch.assumingMemoryBound(to: Int16.self) + group.unit
    let shift = Int32(bitPattern: op.parameter0)
    let count = group.units
    for unit in 0..<count {
      let i = FixedPoint.curve(a[unit], sigmoid)
      let f = FixedPoint.curve(a[count &+ unit], sigmoid)
      let g = FixedPoint.curve(a[2 &* count &+ unit], tanh)
      let o = FixedPoint.curve(a[3 &* count &+ unit], sigmoid)
      let sum = f &* Int32(state[unit]) &+ (i &* g) >> (2 &+ shift) &+ 16384
      let c = min(max(sum >> 15, -32768), 32767)
      state[unit] = Int16(truncatingIfNeeded: c)
      let t = FixedPoint.curve(c &<< shift, tanh)
      put((o &* t &+ 16384) >> 15, group.unit &+ unit, after)
    }
  }

  /// n = tanh(a + r·b); h ← z·h + (1 − z)·n.
  func updateGRU(
    _ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ b: UnsafePointer<Int32>,
    _ after: UnsafeMutablePointer<Int8>
  ) {
    let sigmoid = machine.tensors + Int(op.curve)
    let tanh = machine.tensors + Int(op.secondCurve)
    let state = scratch.assumingMemoryBound(to: Int16.self) + group.unit
    let count = group.units
    for unit in 0..<count {
      let r = FixedPoint.curve(a[unit], sigmoid)
      let z = FixedPoint.curve(a[count &+ unit], sigmoid)
      let row = 2 &* count &+ unit
      let sum = a[row] &+ FixedPoint.scaled(b[row], by: r &<< 16, preshift: 1)
      let n = FixedPoint.curve(sum, tanh)
      let h = (z &* Int32(state[unit]) &+ (32768 &- z) &* n &+ 16384) >> 15
      let kept = min(max(h, -32768), 32767)
      state[unit] = Int16(truncatingIfNeeded: kept)
      put(kept, group.unit &+ unit, after)
    }
  }
}
