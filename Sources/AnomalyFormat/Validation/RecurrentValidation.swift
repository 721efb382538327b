extension ProgramValidator {
  /// A cell run over steps.
  mutating func validateRecurrent(_ op: OpRecord, at index: Int, sink: Sink) throws(RuntimeError) {
    guard sink == .arena, let cell = RecurrentCell(rawValue: op.variant),
      let input = ElementType(rawValue: op.inputType), let output = ElementType(rawValue: op.outputType),
      let weight = ElementType(rawValue: op.weightType), op.weightType == blob.header.weightType,
      op.flags & ~(RecurrentFlags.returnsSequence | RecurrentFlags.carriesState) == 0,
      op.positions >= 1, op.positions <= UInt32(BlobValidator.largestCount),
      op.inputStride <= UInt32(BlobValidator.largestCount), op.inputCount >= 1, op.outputCount >= 1
    else { throw .blobProgram }
    let isInteger = blob.isInteger
    let fields: OpFields = .common | .output | .scratch | .weightType | .variant | .weights | .bias | .inputStride
    let second: OpFields = .inputLength | .secondWeights | .secondBias | .flags
    try op.require(only: fields | second | (isInteger ? RecurrentFields.integer : .common))
    if isInteger {
      try validateInteger(op, cell, input, output)
    } else if input != .float32 || output != .float32 {
      throw .blobProgram
    }

    let read = (op.positions &- 1).times(op.inputStride).plus(op.inputCount)
    guard read == op.inputLength else { throw .blobProgram }
    let x = try readable(at: op.inputOffset, count: read, type: input, before: index)
    let y = try writable(op, type: output)
    try requireApart(y, x)
    // Counts inside the arena make every size below small.
    let layout = RecurrentLayout(op, cell: cell)
    guard Int(op.scratchBytes) == layout.scratchBytes else { throw .blobProgram }
    if op.carriesState {
      // Behind the state of the operation before.
      guard op.positions == 1, Int(op.scratchOffset) == carriedEnd,
        Int(op.scratchBytes) <= Int(blob.header.arenaBytes) &- carriedEnd
      else { throw .blobProgram }
      carriedEnd &+= layout.scratchBytes
    } else if let scratch = try scratch(of: op) {
      try requireApart(scratch, x)
      try requireApart(scratch, y)
    }

    let count = UInt32(layout.rows)
    let rows = UInt32(BlockedLayout.padded(layout.rows))
    let candidates = UInt32(BlockedLayout.padded(layout.units))
    try takeMatrix(at: op.weights, rows: count, columns: op.inputCount, type: weight)
    if isInteger {
      try takeTensor(at: op.bias, bytes: rows.times(4))
      try takeMultipliers(at: op.multipliers, count: rows)
    } else {
      try takeFloats(at: op.bias, count: rows)
    }
    try takeMatrix(at: op.secondWeights, rows: count, columns: op.outputCount, type: weight)
    if cell != .gru {
      guard op.secondBias == 0 else { throw .blobProgram }
    } else if isInteger {
      try takeTensor(at: op.secondBias, bytes: candidates.times(4))
    } else {
      try takeFloats(at: op.secondBias, count: candidates)
    }
    if isInteger { try takeMultipliers(at: op.secondMultipliers, count: rows) }
    macs &+= UInt64(op.positions) &* UInt64(count.times(op.inputCount.plus(op.outputCount)))
  }

  private func validateInteger(
    _ op: OpRecord, _ cell: RecurrentCell, _ input: ElementType, _ output: ElementType
  ) throws(RuntimeError) {
    let types: (ElementType) -> Bool = { $0 == .int8 || $0 == .int16Planes }
    guard let hidden = ElementType(rawValue: op.secondType), types(input), types(output), types(hidden),
      op.preshift.isPreshift, op.secondPreshift.isPreshift,
      op.parameter0 <= (cell == .lstm ? 13 : 0), op.parameter1 >= 1, op.parameter1 <= 0xFFFF
    else { throw .blobProgram }
    if cell == .simple {
      guard op.curve == 0 else { throw .blobProgram }
    } else {
      try requireTensor(at: op.curve, bytes: UInt32(CurveLayout.bytes))
    }
    try requireTensor(at: op.secondCurve, bytes: UInt32(CurveLayout.bytes))
  }
}

/// What only recurrent operations of int8 programs use.
private enum RecurrentFields {
  static var integer: OpFields {
    .preshift | .secondPreshift | .secondType | .multipliers | .secondMultipliers | .curve | .secondCurve
      | .parameter0 | .parameter1
  }
}
