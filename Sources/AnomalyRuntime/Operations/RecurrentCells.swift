/// The elementwise part of a step in integers: gates and hidden values in units of 2⁻¹⁵, all products within 32 bits.
extension RecurrentLayer {
  /// h = tanh(a).
  func updateSimple(_ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ after: UnsafeMutablePointer<Int8>) {
    let tanh = curve(op.secondCurve)
    for unit in 0..<group.units { put(tanh.value(a[unit]), group.unit &+ unit, after) }
  }

  /// c ← f·c + i·g; h = o·tanh(c).
  func updateLSTM(_ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ after: UnsafeMutablePointer<Int8>) {
    let sigmoid = curve(op.curve)
    let tanh = curve(op.secondCurve)
    let state = scratch.assumingMemoryBound(to: Int16.self) + group.unit
    let shift = Int32(bitPattern: op.parameter0)
    let count = group.units
    for unit in 0..<count {
      let i = sigmoid.value(a[unit])
      let f = sigmoid.value(a[count &+ unit])
      let g = tanh.value(a[2 &* count &+ unit])
      let o = sigmoid.value(a[3 &* count &+ unit])
      let sum = f &* Int32(state[unit]) &+ (i &* g) >> (2 &+ shift) &+ 16384
      let c = min(max(sum >> 15, -32768), 32767)
      state[unit] = Int16(truncatingIfNeeded: c)
      let t = tanh.value(min(max(c &<< shift, -32768), 32767))
      put((o &* t &+ 16384) >> 15, group.unit &+ unit, after)
    }
  }

  /// n = tanh(a + r·b); h ← z·h + (1 − z)·n.
  func updateGRU(
    _ group: RecurrentGroup, _ a: UnsafePointer<Int32>, _ b: UnsafePointer<Int32>,
    _ after: UnsafeMutablePointer<Int8>
  ) {
    let sigmoid = curve(op.curve)
    let tanh = curve(op.secondCurve)
    let state = scratch.assumingMemoryBound(to: Int16.self) + group.unit
    let count = group.units
    for unit in 0..<count {
      let r = sigmoid.value(a[unit])
      let z = sigmoid.value(a[count &+ unit])
      let row = 2 &* count &+ unit
      let sum = a[row] &+ FixedPoint.scaled(b[row], by: r &<< 16, preshift: 1)
      let n = tanh.value(min(max(sum, -32768), 32767))
      let h = (z &* Int32(state[unit]) &+ (32768 &- z) &* n &+ 16384) >> 15
      let kept = min(max(h, -32768), 32767)
      state[unit] = Int16(truncatingIfNeeded: kept)
      put(kept, group.unit &+ unit, after)
    }
  }
}
