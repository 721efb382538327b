import CAnomalyKernels

/// int8 weights, int32 accumulators.
extension DenseLayer {
  /// acc = W·x + b for the chunk of rows that begins at `row`.
  @inline(never)
  private func accumulate(_ operands: DenseOperands, _ row: Int, into acc: UnsafeMutablePointer<Int32>) {
    let offset = (operands.bias + row &* 4).assumingMemoryBound(to: Int32.self)
    let x = operands.input.assumingMemoryBound(to: Int8.self)
    let isWide = op.inputType == ElementType.int16Planes.rawValue
    let high = isWide ? UnsafePointer(operands.highInput.assumingMemoryBound(to: Int8.self)) : nil
    #if arch(x86_64)
      matrix.multiply(row, outputs(at: row), by: x, high: high, from: offset, into: acc, tier: machine.tier)
    #else
      anomaly_copy(acc, offset, Int32(truncatingIfNeeded: paddedOutputs(at: row)))
      matrix.add(row, outputs(at: row), of: x, high: high, to: acc, tier: machine.tier)
    #endif
  }

  #if !arch(x86_64)
    /// Stores the chunk of rows that begins at `row` from element `first` of the output on: int8, int16, or int32 scaled by
    /// the multipliers.
    func storeInteger(
      _ operands: DenseOperands, _ row: Int, _ first: Int, in chunk: UnsafeMutableRawPointer,
      _ narrow: UnsafeMutableRawPointer
    ) {
      let acc = chunk.assumingMemoryBound(to: Int32.self)
      accumulate(operands, row, into: acc)
      let output = machine.arena + Int(op.outputOffset)
      if op.outputType == ElementType.int8.rawValue && op.activation != FusedActivation.curve.rawValue {
        let low: Int32 = op.activation == FusedActivation.relu.rawValue ? op.outputZero : -128
        let place = output.assumingMemoryBound(to: Int8.self) + first
        let aligned = storesInPlace ? place : narrow.assumingMemoryBound(to: Int8.self)
        anomaly_requantise(
          machine.tier, aligned, acc, multipliers + row, Int32(truncatingIfNeeded: paddedOutputs(at: row)),
          Int32(op.preshift), op.outputZero, low, 127)
        if !storesInPlace {
          for index in 0..<outputs(at: row) { place[index] = aligned[index] }
        }
      } else {
        let count = outputs(at: row)
        scale(acc, row, count)
        machine.store(acc, count: count, from: first, as: record)
      }
    }
  #endif

  /// Σ (target − y)² over `count` outputs from `first` on, those with a missing target left out.
  func residualInteger(
    _ operands: DenseOperands, _ row: Int, _ first: Int, _ count: Int, in chunk: UnsafeMutableRawPointer
  ) -> UInt64 {
    let acc = chunk.assumingMemoryBound(to: Int32.self)
    accumulate(operands, row, into: acc)
    #if arch(x86_64)
      if let target = machine.window.contiguousTargets(at: first, count: count) {
        scale(acc, row, count)
        let isCurved = op.activation == FusedActivation.curve.rawValue
        if isCurved {
          machine.apply(op.curve, to: acc, count: count)
          machine.scale(
            acc, count: count, by: Int32(bitPattern: op.parameter2), preshift: Int(op.secondPreshift), into: acc)
        }
        return anomaly_differences(
          machine.tier, acc, target, Int32(truncatingIfNeeded: count), isCurved ? Int32(bitPattern: op.parameter3) : 0)
      }
    #else
      if op.activation == FusedActivation.linear.rawValue,
        let target = machine.window.contiguousTargets(at: first, count: count)
      {
        return anomaly_residual(
          machine.tier, acc, multipliers + row, target, Int32(truncatingIfNeeded: count), Int32(op.preshift))
      }
    #endif
    expect(acc, row, count)
    var sum: UInt64 = 0
    for index in 0..<count {
      let target = machine.window.target(first &+ index)
      if target == InputRange.missing { continue }
      // Both lie within ±2²², so that the difference fits.
      let d = Int64(target &- acc[index])
      sum &+= UInt64(truncatingIfNeeded: d &* d)
    }
    return sum
  }

  /// The outputs of the chunk of rows that begins at `row`, in residual units.
  func expectedInteger(_ operands: DenseOperands, _ row: Int, into values: UnsafeMutablePointer<Float>) {
    let acc = UnsafeMutableRawPointer(values).assumingMemoryBound(to: Int32.self)
    accumulate(operands, row, into: acc)
    expect(acc, row, outputs(at: row))
    for index in 0..<outputs(at: row) { values[index] = Float(Int(acc[index])) }
  }

  /// Accumulators of `count` rows from `row` on become results: scaled by the rows' multipliers.
  @inline(never)
  private func scale(_ acc: UnsafeMutablePointer<Int32>, _ row: Int, _ count: Int) {
    #if arch(x86_64)
      anomaly_scale_each(
        machine.tier, acc, acc, multipliers + row, 1, Int32(truncatingIfNeeded: count), Int32(op.preshift))
    #else
      for index in 0..<count {
        acc[index] = FixedPoint.scaled(acc[index], by: multipliers[row &+ index], preshift: Int(op.preshift))
      }
    #endif
  }

  /// Accumulators become what the model expects, in residual units, within ±2²².
  @inline(never)
  private func expect(_ acc: UnsafeMutablePointer<Int32>, _ row: Int, _ count: Int) {
    scale(acc, row, count)
    let isCurved = op.activation == FusedActivation.curve.rawValue
    if isCurved { machine.apply(op.curve, to: acc, count: count) }
    for index in 0..<count {
      var value = acc[index]
      if isCurved {
        value = FixedPoint.scaled(value, by: Int32(bitPattern: op.parameter2), preshift: Int(op.secondPreshift))
        value = value &+ Int32(bitPattern: op.parameter3)
      }
      acc[index] = min(max(value, -(1 << 22)), 1 << 22)
    }
  }
}
