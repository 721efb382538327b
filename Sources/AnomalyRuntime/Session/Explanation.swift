import CAnomalyKernels

/// Why a window got its score. Everything here is computed again from the arena, so that scoring itself stores nothing.
extension Session {
  /// The share of each column in the last score: >= 0, summing to 1, or all 0.
  ///
  /// - Errors: `nothingScored`.
  public func contributions(into shares: UnsafeMutablePointer<Float>) throws(RuntimeError) {
    if header.pointee.isScored == 0 { throw .nothingScored }
    let columns = blob.columns
    for column in 0..<columns { shares[column] = 0 }
    let total = explain(into: shares, asShares: true)
    if total > 0 {
      for column in 0..<columns { shares[column] = shares[column] / total }
    }
  }

  /// What the model expected, in physical units, for all `blob.windowCount` values; NaN for values it does not predict.
  ///
  /// - Errors: `nothingScored`.
  public func reconstruction(into values: UnsafeMutablePointer<Float>) throws(RuntimeError) {
    if header.pointee.isScored == 0 { throw .nothingScored }
    for index in 0..<blob.windowCount { values[index] = .nan }
    _ = explain(into: values, asShares: false)
  }

  /// The attention over the prototypes, `blob.header.memorySlots` values.
  ///
  /// - Errors: `noMemoryLayer`, `nothingScored`.
  public func attention(into weights: UnsafeMutablePointer<Float>) throws(RuntimeError) {
    let slots = Int(blob.header.memorySlots)
    if slots == 0 { throw .noMemoryLayer }
    if header.pointee.isScored == 0 { throw .nothingScored }
    let start = arena + Int(blob.header.attentionOffset)
    if isInteger {
      let low = start.assumingMemoryBound(to: Int8.self)
      let high = low + BlockedLayout.padded(slots)
      for slot in 0..<slots { weights[slot] = Float(Int(low[slot]) &+ Int(high[slot]) &* 256) * 0x1p-14 }
    } else {
      let values = start.assumingMemoryBound(to: Float.self)
      for slot in 0..<slots { weights[slot] = values[slot] }
    }
  }

  /// Computes every output again and either adds the squares of its residuals to the shares of the columns, or stores
  /// it in physical units as a value of the window. Returns the sum of what was added.
  @inline(never)
  private func explain(into values: UnsafeMutablePointer<Float>, asShares: Bool) -> Float {
    let machine = machine
    let layer = DenseLayer(machine.lastOp, in: machine)
    var total: Float = 0
    var room = anomaly_uninitialised_room()
    withUnsafeMutableBytes(of: &room) { bytes in
      let expected = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Float.self)
      for position in 0..<layer.positions {
        let operands = layer.operands(at: position)
        var row = 0
        while row < layer.rows {
          let count = layer.residuals(at: row, of: position)
          if count <= 0 { return }
          if isInteger {
            layer.expectedInteger(operands, row, into: expected)
          } else {
            layer.accumulate(operands, row, into: expected)
          }
          let first = position &* layer.rows &+ row
          for index in 0..<count {
            let element = Int(blob.score.targetOffset) &+ first &+ index
            let column = element % blob.columns
            if asShares {
              let target = actual(first &+ index, machine)
              if target != target { continue }
              // An output that overflowed counts as the largest residual whose square still adds up.
              var d = (target - expected[index]).magnitude
              if !(d < 0x1p50) { d = 0x1p50 }
              values[column] += d * d
              total += d * d
            } else {
              let record = blob.column(column)
              values[element] = expected[index] / record.gain + record.center
            }
          }
          row &+= DenseLayer.chunkRows
        }
      }
    }
    return total
  }

  /// What output `index` is compared with; NaN where it is missing.
  private func actual(_ index: Int, _ machine: Machine) -> Float {
    if !isInteger { return machine.window.floatTarget(index) }
    let target = machine.window.target(index)
    return target == InputRange.missing ? .nan : Float(Int(target))
  }
}
