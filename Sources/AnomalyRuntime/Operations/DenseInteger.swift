import CAnomalyKernels

/// int8 weights, int32 accumulators.
extension DenseLayer {
  /// acc = W·x + b for the chunk of rows that begins at `row`.
  @inline(never)
  private func accumulate(_ row: Int, into acc: UnsafeMutablePointer<Int32>) {
    let count = paddedOutputs(at: row)
    let offset = (bias + row &* 4).assumingMemoryBound(to: Int32.self)
    if op.inputType == ElementType.int16Planes.rawValue {
      // x = low + 256·high, so W·x is the same sum over both planes.
      for index in 0..<count { acc[index] = 0 }
      matrix.add(
        row, outputs(at: row), of: highInput.assumingMemoryBound(to: Int8.self), to: acc, tier: machine.tier)
      for index in 0..<count { acc[index] = acc[index] &<< 8 &+ offset[index] }
    } else {
      anomaly_copy(acc, offset, Int32(truncatingIfNeeded: count))
    }
    matrix.add(row, outputs(at: row), of: input.assumingMemoryBound(to: Int8.self), to: acc, tier: machine.tier)
  }

  /// Stores every output: int8, int16, or int32 scaled by the multipliers.
  mutating func storeInteger() {
    let byMicroKernel = op.outputType == ElementType.int8.rawValue && op.activation != FusedActivation.curve.rawValue
    let low: Int32 = op.activation == FusedActivation.relu.rawValue ? op.outputZero : -128
    let output = machine.arena + Int(op.outputOffset)
    var chunk = Chunk<Int32>(repeating: 0)
    var narrow = InlineArray<16, Int32>(repeating: 0)
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      withUnsafeMutableBytes(of: &narrow) { bytes in
        let aligned = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int8.self)
        for position in 0..<positions {
          if position > 0 { move(to: position) }
          var row = 0
          while row < rows {
            accumulate(row, into: acc)
            let first = position &* rows &+ row
            if byMicroKernel {
              let place = output.assumingMemoryBound(to: Int8.self) + first
              anomaly_requantise(
                machine.tier, storesInPlace ? place : aligned, acc, multipliers + row,
                Int32(truncatingIfNeeded: paddedOutputs(at: row)), Int32(op.preshift), op.outputZero, low, 127)
              if !storesInPlace {
                for index in 0..<outputs(at: row) { place[index] = aligned[index] }
              }
            } else {
              finish(acc, row: row)
              store(acc, count: outputs(at: row), at: output, first)
            }
            row &+= DenseLayer.chunkRows
          }
        }
      }
    }
  }

  /// Accumulators become results: scaled, and through the curve where there is one.
  private func finish(_ acc: UnsafeMutablePointer<Int32>, row: Int) {
    let curve = machine.tensors + Int(op.curve)
    for index in 0..<outputs(at: row) {
      let value = FixedPoint.scaled(acc[index], by: multipliers[row &+ index], preshift: Int(op.preshift))
      acc[index] = op.activation == FusedActivation.curve.rawValue ? FixedPoint.curve(value, curve) : value
    }
  }

  /// Stores results from element `first` of the output on. A curve's are int16: 256 to one step of int8.
  private func store(_ values: UnsafePointer<Int32>, count: Int, at output: UnsafeMutableRawPointer, _ first: Int) {
    switch ElementType(rawValue: op.outputType).unsafelyUnwrapped {
    case .int8:
      let target = output.assumingMemoryBound(to: Int8.self) + first
      for index in 0..<count { target[index] = FixedPoint.int8(ofCurve: values[index]) }
    case .int16:
      let target = output.assumingMemoryBound(to: Int16.self) + first
      for index in 0..<count { target[index] = FixedPoint.int16(values[index]) }
    default:
      let target = output.assumingMemoryBound(to: Int32.self) + first
      for index in 0..<count { target[index] = values[index] }
    }
  }

  /// Σ (target − y)² over all outputs that have a target which is not missing.
  mutating func residualInteger() -> UInt64 {
    var sum: UInt64 = 0
    var chunk = Chunk<Int32>(repeating: 0)
    let isLinear = op.activation == FusedActivation.linear.rawValue
    withUnsafeMutableBytes(of: &chunk) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      for position in 0..<positions {
        if position > 0 { move(to: position) }
        var row = 0
        while row < rows {
          let count = residuals(at: row, of: position)
          if count <= 0 { return }
          accumulate(row, into: acc)
          let first = position &* rows &+ row
          if isLinear, let target = machine.window.contiguousTargets(at: first, count: count) {
            sum &+= anomaly_residual(
              machine.tier, acc, multipliers + row, target, Int32(truncatingIfNeeded: count), Int32(op.preshift))
          } else {
            for index in 0..<count {
              let target = machine.window.target(first &+ index)
              if target == InputRange.missing { continue }
              let d = Int64(target) &- Int64(expected(acc[index], row: row &+ index))
              sum &+= UInt64(truncatingIfNeeded: d &* d)
            }
          }
          row &+= DenseLayer.chunkRows
        }
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
  @inline(never)
  private func expected(_ accumulator: Int32, row: Int) -> Int32 {
    var value = FixedPoint.scaled(accumulator, by: multipliers[row], preshift: Int(op.preshift))
    if op.activation == FusedActivation.curve.rawValue {
      let result = FixedPoint.curve(value, machine.tensors + Int(op.curve))
      let multiplier = Int32(bitPattern: op.parameter2)
      value = FixedPoint.scaled(result, by: multiplier, preshift: Int(op.secondPreshift))
      value = value &+ Int32(bitPattern: op.parameter3)
    }
    return min(max(value, -(1 << 22)), 1 << 22)
  }
}
