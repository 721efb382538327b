import CAnomalyKernels

extension Machine {
  /// Replaces inputs of the curve at `table`, in 1/32768 of the greatest, by its results, straight between its entries
  /// (`CurveLayout`).
  @inline(never)
  func apply(_ table: UInt32, to values: UnsafeMutablePointer<Int32>, count: Int) {
    let entries = (tensors + Int(table)).assumingMemoryBound(to: Int16.self)
    anomaly_curves(tier, values, entries, Int32(truncatingIfNeeded: count))
  }

  #if arch(x86_64)
    /// results ← the values scaled by one multiplier.
    func scale(
      _ values: UnsafePointer<Int32>, count: Int, by multiplier: Int32, preshift: Int,
      into results: UnsafeMutablePointer<Int32>
    ) {
      withUnsafePointer(to: multiplier) {
        anomaly_scale_each(
          tier, results, values, $0, 0, Int32(truncatingIfNeeded: count), Int32(truncatingIfNeeded: preshift))
      }
    }
  #endif

  /// Ends values of an int8 program and stores them from element `first` of the operation's output on: through its
  /// curve where it has one, not below zero where it is rectified. A curve's results are int16: 256 to one step of int8.
  @inline(never)
  func store(_ values: UnsafeMutablePointer<Int32>, count: Int, from first: Int, as record: UnsafePointer<OpRecord>) {
    let op = record.pointee
    if op.activation == FusedActivation.curve.rawValue {
      apply(op.curve, to: values, count: count)
    }
    let isRectified = op.activation == FusedActivation.relu.rawValue
    let output = arena + Int(op.outputOffset)
    switch ElementType(rawValue: op.outputType).unsafelyUnwrapped {
    case .int8:
      let least = isRectified ? op.outputZero : -128
      let target = output.assumingMemoryBound(to: Int8.self) + first
      #if arch(x86_64)
        anomaly_narrow(tier, target, values, Int32(truncatingIfNeeded: count), least)
      #else
        for index in 0..<count {
          target[index] = Int8(truncatingIfNeeded: min(max((values[index] &+ 128) >> 8, least), 127))
        }
      #endif
    case .int16:
      let least: Int32 = isRectified ? 0 : -32_768
      let target = output.assumingMemoryBound(to: Int16.self) + first
      #if arch(x86_64)
        anomaly_saturate(target, values, Int32(truncatingIfNeeded: count), least)
      #else
        for index in 0..<count { target[index] = Int16(truncatingIfNeeded: min(max(values[index], least), 32_767)) }
      #endif
    default:
      let target = output.assumingMemoryBound(to: Int32.self) + first
      for index in 0..<count { target[index] = values[index] }
    }
  }

  /// acc += scaled(x − zero) for `count` values of an activation in the arena from element `first` on.
  ///
  /// - Parameters:
  ///   - type: the `ElementType` of the activation: int8, int16 or int16 in planes.
  ///   - planeBytes: bytes of one plane of the activation.
  @inline(never)
  func add(
    _ type: UInt8, at offset: UInt32, planeBytes: Int, first: Int, count: Int, zero: Int32, by multiplier: Int32,
    preshift: Int, to acc: UnsafeMutablePointer<Int32>
  ) {
    #if arch(x86_64)
      var numbers = term(type, at: offset, planeBytes: planeBytes, first: first, zero: zero, by: multiplier, preshift)
      anomaly_add_scaled(tier, acc, &numbers, Int32(truncatingIfNeeded: count))
    #else
      let bytes = (arena + Int(offset)).assumingMemoryBound(to: Int8.self) + first
      let words = (arena + Int(offset)).assumingMemoryBound(to: Int16.self) + first
      for index in 0..<count {
        var value: Int32
        switch ElementType(rawValue: type).unsafelyUnwrapped {
        case .int16Planes: value = Int32(bytes[index]) &+ Int32(bytes[planeBytes &+ index]) &<< 8
        case .int16: value = Int32(words[index])
        default: value = Int32(bytes[index])
        }
        value = FixedPoint.scaled(value &- zero, by: multiplier, preshift: preshift)
        acc[index] = acc[index] &+ value
      }
    #endif
  }

  #if arch(x86_64)
    /// The operand of a sum, as `add` takes it, for kernels.
    func term(
      _ type: UInt8, at offset: UInt32, planeBytes: Int, first: Int, zero: Int32, by multiplier: Int32, _ preshift: Int
    ) -> anomaly_term {
      let bytes = (arena + Int(offset)).assumingMemoryBound(to: Int8.self) + first
      let words = (arena + Int(offset)).assumingMemoryBound(to: Int16.self) + first
      return anomaly_term(
        low: bytes, high: type == ElementType.int16Planes.rawValue ? bytes + planeBytes : nil,
        words: type == ElementType.int16.rawValue ? words : nil, zero: zero, multiplier: multiplier,
        preshift: Int32(truncatingIfNeeded: preshift))
    }
  #endif
}
