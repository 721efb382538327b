extension ProgramValidator {
  /// A cell run over steps.
  mutating func validateRecurrent(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, let cell = RecurrentCell(rawValue: op.variant),
      let input = ElementType(rawValue: op.inputType), let output = ElementType(rawValue: op.outputType),
      let weight = ElementType(rawValue: op.weightType), op.weightType == blob.header.weightType,
      op.flags & ~RecurrentFlags.returnsSequence == 0,
      op.activation == 0, op.outputZero == 0, op.secondOffset == 0, op.secondCount == 0, op.secondZero == 0,
      op.inputPadding == 0, op.inputZero == 0, op.scoreUnit.bitPattern == 0,
      op.parameter2 == 0, op.parameter3 == 0,
      op.positions >= 1, op.positions <= UInt32(BlobValidator.largestCount),
      op.inputStride <= UInt32(BlobValidator.largestCount), op.inputCount >= 1, op.outputCount >= 1
    else { throw .blobProgram }
    let isInteger = weight == .int8
    if isInteger { try validateInteger(op, cell, input, output) } else { try validateFloat(op, input, output) }

    let read = UInt64(op.positions &- 1) &* UInt64(op.inputStride) &+ UInt64(op.inputCount)
    guard read == UInt64(op.inputLength) else { throw .blobProgram }
    let x = try readable(at: op.inputOffset, count: read, type: input, before: index)
    let y = try writable(op, type: output)
    try requireApart(y, x)
    // Counts inside the arena make every size below small.
    let layout = RecurrentLayout(op, cell: cell)
    let scratch = try scratch(of: op)
    guard Int(op.scratchBytes) == layout.scratchBytes else { throw .blobProgram }
    if let scratch {
      try requireApart(scratch, x)
      try requireApart(scratch, y)
    }

    let rows = BlockedLayout.padded(layout.rows)
    let candidates = BlockedLayout.padded(layout.units)
    try takeMatrix(at: op.weights, rows: UInt64(layout.rows), columns: UInt64(layout.columns), type: weight)
    if isInteger {
      _ = try takeTensor(at: op.bias, bytes: UInt64(rows) &* 4)
      try takeMultipliers(at: op.multipliers, count: rows)
    } else {
      try takeFloats(at: op.bias, count: rows)
    }
    try takeMatrix(at: op.secondWeights, rows: UInt64(layout.rows), columns: UInt64(layout.units), type: weight)
    if cell != .gru {
      guard op.secondBias == 0 else { throw .blobProgram }
    } else if isInteger {
      _ = try takeTensor(at: op.secondBias, bytes: UInt64(candidates) &* 4)
    } else {
      try takeFloats(at: op.secondBias, count: candidates)
    }
    if isInteger { try takeMultipliers(at: op.secondMultipliers, count: rows) }
    macs &+= UInt64(op.positions) &* UInt64(layout.rows) &* UInt64(layout.columns &+ layout.units)
  }

  private func validateInteger(
    _ op: OpRecord, _ cell: RecurrentCell, _ input: ElementType, _ output: ElementType
  ) throws(RuntimeError) {
    let types: (ElementType) -> Bool = { $0 == .int8 || $0 == .int16Planes }
    guard let hidden = ElementType(rawValue: op.secondType), types(input), types(output), types(hidden),
      op.preshift >= 1, op.preshift <= 30, op.secondPreshift >= 1, op.secondPreshift <= 30,
      op.parameter0 <= (cell == .lstm ? 13 : 0), op.parameter1 >= 1, op.parameter1 <= 0xFFFF
    else { throw .blobProgram }
    if cell == .simple {
      guard op.curve == 0 else { throw .blobProgram }
    } else {
      try requireTensor(at: op.curve, bytes: UInt64(CurveLayout.bytes))
    }
    try requireTensor(at: op.secondCurve, bytes: UInt64(CurveLayout.bytes))
  }

  private func validateFloat(
    _ op: OpRecord, _ input: ElementType, _ output: ElementType
  ) throws(RuntimeError) {
    guard input == .float32, output == .float32, op.secondType == 0, op.preshift == 0, op.secondPreshift == 0,
      op.multipliers == 0, op.secondMultipliers == 0, op.curve == 0, op.secondCurve == 0,
      op.parameter0 == 0, op.parameter1 == 0
    else { throw .blobProgram }
  }
}
