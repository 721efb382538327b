extension ProgramValidator {
  /// A cell run over steps.
  mutating func validateRecurrent() {
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .weightType | .variant | .weights | .bias | .inputStride
    let second: OpFields = .inputLength | .secondWeights | .secondBias | .flags
    require(.arena, only: fields | second | (isInteger ? RecurrentFields.integer : .common))
    let largest = UInt32(BlobValidator.largestCount)
    guard let cell = RecurrentCell(rawValue: op.variant), op.weightType == blob.header.weightType,
      op.flags & ~(RecurrentFlags.returnsSequence | RecurrentFlags.carriesState) == 0, op.positions <= largest,
      op.inputStride <= largest,
      op.inputCount >= 1, op.inputCount <= largest, op.outputCount >= 1,
      op.inputLength == (op.positions &- 1).times(op.inputStride).plus(op.inputCount)
    else { return fail() }
    let types: ElementTypes = .int8 | .int16Planes
    if op.carriesState && op.positions != 1 { fail() }
    if op.carriesState && blob.header.stride != 1 { fail(.blobHeader) }
    if isInteger {
      guard types.contains(op.secondType), op.preshift.isPreshift, op.secondPreshift.isPreshift,
        op.parameter0 <= (cell == .lstm ? 13 : 0), op.parameter1 >= 1, op.parameter1 <= 0xFFFF
      else { return fail() }
      if cell == .simple && op.curve != 0 { fail() }
    }
    requireOutput(types)
    // Counts inside the arena make every size below small.
    if error != nil { return }
    let layout = RecurrentLayout(op, cell: cell)
    requireScratch(UInt32(truncatingIfNeeded: layout.scratchBytes))
    requireInput(types, count: op.inputLength)

    if isInteger {
      if cell != .simple { requireTensor(at: op.curve, bytes: UInt32(CurveLayout.bytes)) }
      requireTensor(at: op.secondCurve, bytes: UInt32(CurveLayout.bytes))
    }
    let count = UInt32(layout.rows)
    takeMatrix(at: op.weights, rows: count, columns: op.inputCount)
    takeBiases(at: op.bias, count: count.padded)
    if isInteger { take(.multipliers, at: op.multipliers, count: count.padded) }
    takeMatrix(at: op.secondWeights, rows: count, columns: op.outputCount)
    if cell == .gru {
      takeBiases(at: op.secondBias, count: op.outputCount.padded)
    } else if op.secondBias != 0 {
      fail()
    }
    if isInteger { take(.multipliers, at: op.secondMultipliers, count: count.padded) }
    macs &+= UInt64(op.positions) &* UInt64(count.times(op.inputCount.plus(op.outputCount)))
  }
}

/// What only recurrent operations of int8 programs use.
private enum RecurrentFields {
  static var integer: OpFields {
    .preshift | .secondPreshift | .secondType | .multipliers | .secondMultipliers | .curve | .secondCurve
      | .parameter0 | .parameter1
  }
}
