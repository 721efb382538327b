import CAnomalyKernels

/// float32 or float16 weights, float32 arithmetic; each product is summed in column order from 0, then the bias is added.
extension RecurrentLayer {
  /// All steps.
  func runFloat() {
    let units = layout.units
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
    var x = UnsafePointer((machine.arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self))
    for step in 0..<Int(op.positions) {
      let after = hidden(step &+ 1).assumingMemoryBound(to: Float.self)
      runStep(x, UnsafePointer(hidden(step).assumingMemoryBound(to: Float.self)), after)
      if returnsSequence || step &+ 1 == Int(op.positions) {
        let place = returnsSequence ? output + step &* units : output
        for unit in 0..<units { place[unit] = after[unit] }
      }
      x += Int(op.inputStride)
    }
  }

  /// One step: group after group, products first.
  private func runStep(_ x: UnsafePointer<Float>, _ h: UnsafePointer<Float>, _ after: UnsafeMutablePointer<Float>) {
    let bias = (machine.tensors + Int(op.bias)).assumingMemoryBound(to: Float.self)
    let own = (machine.tensors + Int(op.secondBias)).assumingMemoryBound(to: Float.self)
    var room = anomaly_uninitialised_room()
    withUnsafeMutableBytes(of: &room) { bytes in
      let a = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
      let b = a + DenseLayer.chunkRows
      var unit = 0
      while unit < layout.units {
        let group = RecurrentGroup(of: layout, from: unit)
        for index in 0..<group.rows {
          a[index] = 0
          b[index] = 0
        }
        inputMatrix.add(group.row, group.rows, of: x, to: a, tier: machine.tier)
        recurrentMatrix.add(group.row, group.rows, of: h, to: b, tier: machine.tier)
        let joined = cell == .gru ? group.units &* 2 : group.rows
        for index in 0..<group.rows {
          a[index] += bias[group.row &+ index]
          if index < joined { a[index] += b[index] } else { b[index] += own[unit &+ index &- joined] }
        }
        for index in 0..<group.units { after[unit &+ index] = hidden(of: group, index, a, b, h[unit &+ index]) }
        unit &+= group.units
      }
    }
  }

  /// The new hidden value of a unit, `index` inside its group, that was `before`.
  @inline(__always)
  private func hidden(
    of group: RecurrentGroup, _ index: Int, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ before: Float
  ) -> Float {
    let count = group.units
    switch cell {
    case .simple: return FloatMath.tanh(a[index])
    case .lstm:
      let state = scratch.assumingMemoryBound(to: Float.self) + group.unit
      let input = FloatMath.sigmoid(a[index]) * FloatMath.tanh(a[2 &* count &+ index])
      let kept = FloatMath.sigmoid(a[count &+ index]) * state[index]
      state[index] = kept + input
      return FloatMath.sigmoid(a[3 &* count &+ index]) * FloatMath.tanh(state[index])
    case .gru:
      let row = 2 &* count &+ index
      let reset = FloatMath.sigmoid(a[index]) * b[row]
      let n = FloatMath.tanh(a[row] + reset)
      let z = FloatMath.sigmoid(a[count &+ index])
      let kept = z * before
      let new = (1 - z) * n
      return new + kept
    }
  }
}
