import CAnomalyKernels

/// int8 weights, int32 accumulators.
extension DenseLayer {
  /// acc = W·x + b for the chunk of rows that begins at `row`.
  @inline(never)
  private func accumulate(_ row: Int, into acc: UnsafeMutablePointer<Int32>) {
    let count = paddedOutputs(at: row)
    let x = UnsafePointer(input.assumingMemoryBound(to: Int8.self))
    let offset = (bias + row &* 4).assumingMemoryBound(to: Int32.self)
    if op.inputType == ElementType.int16Planes.rawValue {
      // x = low + 256·high, so W·x is the same sum over both planes.
      for index in 0..<count { acc[index] = 0 }
      matrix.add(row, outputs(at: row), of: x + BlockedLayout.padded(columns), to: acc, tier: machine.tier)
      for index in 0..<count { acc[index] = acc[index] &<< 8 &+ offset[index] }
    } else {
      anomaly_copy(acc, offset, Int32(truncatingIfNeeded: count))
    }
    matrix.add(row, outputs(at: row), of: x, to: acc, tier: machine.tier)
  }

  /// Stores every output as int8, or as int32 scaled by the multipliers.
  func storeInteger() {
    let storesInt8 = op.outputType == ElementType.int8.rawValue
    let low: Int32 = op.activation == FusedActivation.relu.rawValue ? op.outputZero : -128
    let output = machine.arena + Int(op.outputOffset)
    var chunk = Chunk<Int32>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      var row = 0
      while row < rows {
        accumulate(row, into: acc)
        let count = paddedOutputs(at: row)
        if storesInt8 {
          anomaly_requantise(
            machine.tier, output.assumingMemoryBound(to: Int8.self) + row, acc, multipliers + row,
            Int32(truncatingIfNeeded: count), Int32(op.preshift), op.outputZero, low, 127)
        } else {
          let words = output.assumingMemoryBound(to: Int32.self) + row
          for index in 0..<count {
            words[index] = FixedPoint.scaled(acc[index], by: multipliers[row &+ index], preshift: Int(op.preshift))
          }
        }
        row &+= DenseLayer.chunkRows
      }
    }
  }

  /// Σ (target − y)² over all outputs whose target is not missing.
  func residualInteger() -> UInt64 {
    var sum: UInt64 = 0
    var chunk = Chunk<Int32>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      var row = 0
      while row < rows {
        accumulate(row, into: acc)
        let count = outputs(at: row)
        if let target = machine.window.contiguousTargets(at: row, count: count) {
          sum &+= anomaly_residual(
            machine.tier, acc, multipliers + row, target, Int32(truncatingIfNeeded: count), Int32(op.preshift))
        } else {
          for index in 0..<count {
            let target = machine.window.target(row &+ index)
            if target == InputRange.missing { continue }
            let d = Int64(target) &- Int64(expected(acc[index], row: row &+ index))
            sum &+= UInt64(truncatingIfNeeded: d &* d)
          }
        }
        row &+= DenseLayer.chunkRows
      }
    }
    return sum
  }

  /// The outputs of the chunk of rows that begins at `row`, in residual units.
  func expectedInteger(at row: Int, into values: UnsafeMutablePointer<Float>) {
    let acc = UnsafeMutableRawPointer(values).assumingMemoryBound(to: Int32.self)
    accumulate(row, into: acc)
    for index in 0..<outputs(at: row) { values[index] = Float(Int(expected(acc[index], row: row &+ index))) }
  }

  /// An accumulator as the value that the model expects, in residual units, within ±2²².
  @inline(__always)
  private func expected(_ accumulator: Int32, row: Int) -> Int32 {
    let value = FixedPoint.scaled(accumulator, by: multipliers[row], preshift: Int(op.preshift))
    return min(max(value, -(1 << 22)), 1 << 22)
  }
}
