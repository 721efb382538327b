extension Machine {
  /// Sum or join of two operands, or one alone, with a non-linearity.
  func runCombine(_ op: OpRecord) {
    let isFloat = op.outputType == ElementType.float32.rawValue
    let isJoin = op.variant == Combination.join.rawValue
    for position in 0..<Int(op.positions) {
      let first = CombineOperand(
        base: arena + Int(op.inputOffset), type: op.inputType, first: position &* Int(op.inputStride),
        zero: op.inputZero, multiplier: Int32(bitPattern: op.parameter0), preshift: Int(op.preshift))
      let second = CombineOperand(
        base: arena + Int(op.secondOffset), type: op.secondType, first: position &* Int(op.parameter3),
        zero: op.secondZero, multiplier: Int32(bitPattern: op.parameter1), preshift: Int(op.secondPreshift))
      let count = Int(op.inputCount)
      let target = position &* Int(op.outputCount)
      for index in 0..<Int(op.outputCount) {
        let isSecond = isJoin && index >= count
        if isFloat {
          var value = isSecond ? second.float(index &- count) : first.float(index)
          if !isJoin && op.secondCount != 0 { value = value + second.float(index) }
          (arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)[target &+ index] = value
        } else {
          var value = isSecond ? second.integer(index &- count) : first.integer(index)
          if !isJoin && op.secondCount != 0 { value = value &+ second.integer(index) }
          storeCombined(value &+ Int32(bitPattern: op.parameter2), op, at: target &+ index)
        }
      }
    }
    if isFloat {
      let output = (arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
      FloatActivation(op).apply(to: output, count: Int(op.positions) &* Int(op.outputCount))
    }
  }

  /// Ends one value of an int8 program and stores it as element `index`.
  @inline(__always)
  private func storeCombined(_ value: Int32, _ op: OpRecord, at index: Int) {
    let isCurve = op.activation == FusedActivation.curve.rawValue
    let result = isCurve ? FixedPoint.curve(value, tensors + Int(op.curve)) : value
    let isRectified = op.activation == FusedActivation.relu.rawValue
    let output = arena + Int(op.outputOffset)
    if op.outputType == ElementType.int8.rawValue {
      let least = Int8(truncatingIfNeeded: isRectified ? op.outputZero : -128)
      output.assumingMemoryBound(to: Int8.self)[index] = max(FixedPoint.int8(ofCurve: result), least)
    } else {
      let least: Int16 = isRectified ? 0 : .min
      output.assumingMemoryBound(to: Int16.self)[index] = max(FixedPoint.int16(result), least)
    }
  }
}

/// One operand at one position.
private struct CombineOperand {
  let base: UnsafeMutableRawPointer
  let type: UInt8
  let first: Int
  let zero: Int32
  let multiplier: Int32
  let preshift: Int

  /// Element `index` in the units of the sum.
  @inline(__always)
  func integer(_ index: Int) -> Int32 {
    let place = first &+ index
    let value =
      type == ElementType.int8.rawValue
      ? Int32(base.assumingMemoryBound(to: Int8.self)[place]) : Int32(base.assumingMemoryBound(to: Int16.self)[place])
    return FixedPoint.scaled(value &- zero, by: multiplier, preshift: preshift)
  }

  @inline(__always)
  func float(_ index: Int) -> Float { base.assumingMemoryBound(to: Float.self)[first &+ index] }
}
