import CAnomalyKernels

/// int8 weights; gates and state of 16 bits; hidden values of 8 or 16 bits.
extension RecurrentLayer {
  /// All steps.
  func runInteger() {
    var x = (machine.arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self)
    for step in 0..<Int(op.positions) {
      let next = hidden(step &+ 1).assumingMemoryBound(to: Int8.self)
      runStep(readable(x), UnsafePointer(hidden(step).assumingMemoryBound(to: Int8.self)), next)
      if returnsSequence { store(next, at: step &* layout.units) }
      x += Int(op.inputStride)
    }
    if !returnsSequence { store(hidden(Int(op.positions)).assumingMemoryBound(to: Int8.self), at: 0) }
  }

  /// The input of a step as the kernels read it: where it lies, or copied.
  private func readable(_ x: UnsafeMutablePointer<Int8>) -> UnsafePointer<Int8> {
    if layout.inputBytes == 0 { return UnsafePointer(x) }
    let copy = (hidden(0) + layout.hiddenBytes &* 2).assumingMemoryBound(to: Int8.self)
    for index in 0..<layout.columns { copy[index] = x[index] }
    if op.inputType == ElementType.int16Planes.rawValue {
      let high = x + BlockedLayout.padded(Int(op.inputLength))
      let behind = copy + BlockedLayout.padded(layout.columns)
      for index in 0..<layout.columns { behind[index] = high[index] }
    }
    return UnsafePointer(copy)
  }

  /// The high plane of a hidden vector, which is also its rounding to 8 bits.
  @inline(__always)
  private var highPlane: Int { layout.hiddenBytes &- BlockedLayout.padded(layout.units) }

  /// Copies hidden values into the output.
  private func store(_ values: UnsafeMutablePointer<Int8>, at place: Int) {
    let units = layout.units
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Int8.self) + place
    let high = values + highPlane
    if op.outputType == ElementType.int8.rawValue {
      for unit in 0..<units { output[unit] = high[unit] }
    } else {
      let behind = output + BlockedLayout.padded(returnsSequence ? units &* Int(op.positions) : units)
      for unit in 0..<units {
        output[unit] = values[unit]
        behind[unit] = high[unit]
      }
    }
  }

  /// One step: group after group, products first.
  private func runStep(
    _ x: UnsafePointer<Int8>, _ before: UnsafePointer<Int8>, _ after: UnsafeMutablePointer<Int8>
  ) {
    let isWide = op.secondType == ElementType.int16Planes.rawValue
    // Where only the result is wide, the recurrence reads the high plane alone.
    let h = isWide ? before : before + highPlane
    #if arch(x86_64)
      if cell == .lstm { return runStepLSTM(x, h, isWide ? h + highPlane : nil, after) }
    #endif
    var room = anomaly_uninitialised_room()
    withUnsafeMutableBytes(of: &room) { bytes in
      let a = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      let b = a + DenseLayer.chunkRows
      var unit = 0
      while unit < layout.units {
        let group = RecurrentGroup(of: layout, from: unit)
        multiply(inputMatrix, group, by: x, isWide: op.inputType == ElementType.int16Planes.rawValue, into: a)
        multiply(recurrentMatrix, group, by: h, isWide: isWide, into: b)
        scale(group, a, b)
        switch cell {
        case .simple: updateSimple(group, a)
        case .lstm:
          // x86-64 has returned.
          #if !arch(x86_64)
            updateLSTM(group, a)
          #endif
        case .gru: updateGRU(group, a, b)
        }
        put(a, group, after)
        unit &+= group.units
      }
    }
  }

  #if arch(x86_64)
    /// One step of an LSTM in one call.
    private func runStepLSTM(
      _ x: UnsafePointer<Int8>, _ h: UnsafePointer<Int8>, _ highHidden: UnsafePointer<Int8>?,
      _ after: UnsafeMutablePointer<Int8>
    ) {
      let tensors = machine.tensors
      var lstm = anomaly_lstm_layer(
        input: inputMatrix.integer, recurrent: recurrentMatrix.integer,
        bias: (tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self),
        input_multipliers: (tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self),
        recurrent_multipliers: (tensors + Int(op.secondMultipliers)).assumingMemoryBound(to: Int32.self),
        sigmoid: (tensors + Int(op.curve)).assumingMemoryBound(to: Int16.self),
        tanh: (tensors + Int(op.secondCurve)).assumingMemoryBound(to: Int16.self),
        state: scratch.assumingMemoryBound(to: Int16.self), input_preshift: Int32(op.preshift),
        recurrent_preshift: Int32(op.secondPreshift), shift: Int32(bitPattern: op.parameter0),
        factor: Int32(bitPattern: op.parameter1))
      let isWide = op.inputType == ElementType.int16Planes.rawValue
      anomaly_lstm_step(
        machine.tier, &lstm, x, isWide ? x + BlockedLayout.padded(layout.columns) : nil, h, highHidden, after,
        after + highPlane)
    }
  #endif

  /// acc = W·x for the rows of a group; x wide is in two planes.
  @inline(never)
  private func multiply(
    _ matrix: WeightMatrix, _ group: RecurrentGroup, by x: UnsafePointer<Int8>, isWide: Bool,
    into acc: UnsafeMutablePointer<Int32>
  ) {
    for index in 0..<group.rows { acc[index] = 0 }
    let high = isWide ? x + BlockedLayout.padded(matrix.columns) : nil
    #if arch(x86_64)
      matrix.multiply(group.row, group.rows, by: x, high: high, from: acc, into: acc, tier: machine.tier)
    #else
      matrix.add(group.row, group.rows, of: x, high: high, to: acc, tier: machine.tier)
    #endif
  }

  /// a ← the scaled sum of both products with their biases; of a GRU's candidate rows a and b stay apart.
  private func scale(_ group: RecurrentGroup, _ a: UnsafeMutablePointer<Int32>, _ b: UnsafeMutablePointer<Int32>) {
    let bias = (machine.tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self) + group.row
    let m = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self) + group.row
    let n = (machine.tensors + Int(op.secondMultipliers)).assumingMemoryBound(to: Int32.self) + group.row
    let joined = cell == .gru ? group.units &* 2 : group.rows
    anomaly_scale_sum(
      machine.tier, a, b, bias, m, n, Int32(truncatingIfNeeded: joined), Int32(op.preshift), Int32(op.secondPreshift))
    if joined == group.rows { return }
    let own = (machine.tensors + Int(op.secondBias)).assumingMemoryBound(to: Int32.self) + group.unit
    for row in joined..<group.rows {
      a[row] = FixedPoint.scaled(a[row] &+ bias[row], by: m[row], preshift: Int(op.preshift))
      b[row] = FixedPoint.scaled(b[row] &+ own[row &- joined], by: n[row], preshift: Int(op.secondPreshift))
    }
  }

  /// Writes the hidden values of a group, given in units of 2⁻¹⁵, in units of the output's step / 256.
  private func put(_ values: UnsafePointer<Int32>, _ group: RecurrentGroup, _ after: UnsafeMutablePointer<Int8>) {
    let low = after + group.unit
    let high = low + highPlane
    #if arch(x86_64)
      anomaly_hidden(
        machine.tier, low, high, values, Int32(truncatingIfNeeded: group.units), Int32(bitPattern: op.parameter1))
    #else
      for unit in 0..<group.units {
        let product = values[unit] &* Int32(bitPattern: op.parameter1)
        let fine = min(max((product &+ 2048) >> 12, -32768), 32639)
        // Without a plane of its own the low byte is overwritten.
        low[unit] = Int8(truncatingIfNeeded: fine)
        high[unit] = Int8(truncatingIfNeeded: (fine &+ 128) >> 8)
      }
    #endif
  }
}
