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
    for slot in 0..<slots { weights[slot] = attention(of: slot, slots: slots) }
  }

  /// The slots that the last window resembled most, the greatest attention first; of equal ones the lower slot.
  ///
  /// - Parameters:
  ///   - slots: `count` numbers of prototypes.
  ///   - weights: the attention of each.
  ///   - count: at most `blob.header.memorySlots`.
  /// - Errors: `noMemoryLayer`, `count`, `nothingScored`.
  public func prototypes(
    _ slots: UnsafeMutablePointer<UInt32>, _ weights: UnsafeMutablePointer<Float>, count: Int
  ) throws(RuntimeError) {
    let total = Int(blob.header.memorySlots)
    if total == 0 { throw .noMemoryLayer }
    if count > total { throw .count }
    if header.pointee.isScored == 0 { throw .nothingScored }
    for rank in 0..<count {
      slots[rank] = 0
      weights[rank] = -.infinity
      for slot in 0..<total {
        let weight = attention(of: slot, slots: total)
        if !(weight > weights[rank]) { continue }
        // Those before stand in order: one that is not behind the last of them was taken.
        if rank > 0 {
          let last = weights[rank &- 1]
          if weight > last || (weight == last && slot <= Int(slots[rank &- 1])) { continue }
        }
        slots[rank] = UInt32(truncatingIfNeeded: slot)
        weights[rank] = weight
      }
    }
  }

  /// The attention of one slot.
  private func attention(of slot: Int, slots: Int) -> Float {
    let start = arena + Int(blob.header.attentionOffset)
    if !isInteger { return start.load(fromByteOffset: 4 &* slot, as: Float.self) }
    let low = start.load(fromByteOffset: slot, as: Int8.self)
    let high = start.load(fromByteOffset: slot &+ BlockedLayout.padded(slots), as: Int8.self)
    return Float(Int(low) &+ Int(high) &* 256) * 0x1p-14
  }

  /// Computes every output again and either adds the squares of its residuals to the shares of the columns, or stores
  /// it in physical units as a value of the window. Returns the sum of what was added.
  @inline(never)
  private func explain(into values: UnsafeMutablePointer<Float>, asShares: Bool) -> Float {
    let machine = machine
    let layer = DenseLayer(machine.lastOp, in: machine)
    var total: Float = 0
    var room = anomaly_uninitialised_chunk()
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
