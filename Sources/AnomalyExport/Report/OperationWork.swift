import AnomalyFormat

extension Work {
  /// What an operation of an int8 program is made of; see its loops in `AnomalyRuntime/Operations`.
  ///
  /// - Parameters:
  ///   - op: a validated record.
  ///   - residuals: values of the window that outputs are compared with, in the whole program.
  init(of op: OpRecord, residuals: Int) {
    self.init()
    // A score that does not count the residual leaves it out.
    if op.sink == Sink.residual.rawValue && op.scoreUnit == 0 { return }
    add(1, .operation)
    switch OpCode(rawValue: op.code) {
    case .dense: addDense(op, residuals: residuals)
    case .softmax: addSoftmax(op)
    case .recurrent: addRecurrent(op)
    case .attention: addAttention(op)
    case .layerNorm:
      let values = Int(op.inputCount) * Int(op.positions)
      add(Int(op.positions), .normalisedRow)
      add(values, .normalisedValue)
      add(op.secondCount > 0 ? 2 * values : values, .addedValue)
    case .combine: addCombine(op)
    case .distance: add(Int(op.inputCount) * Int(op.secondCount), .prototypeValue)
    case .divergence: add(Int(op.inputCount) / 2, .divergence)
    case nil: break
    }
  }

  /// acc += W·x with `rows` rows, at most 64 of them where the matrix is one of weights.
  private static func product(rows: Int, columns: Int, isWide: Bool) -> Work {
    var work = Work()
    let (whole, grouped) = (rows & ~3, columns & ~3)
    let (lastRows, lastColumns) = (rows - whole, columns - grouped)
    if whole > 0 && grouped > 0 {
      work.add(grouped, .preparedColumn)
      work.add(whole / 4 * (grouped.dividedRoundingUp(by: 128)), .rowGroup)
      work.add(whole * grouped / 16, isWide ? .wideTile : .tile)
      work.add(whole % 16 * grouped / 16, .partialTile)
      work.add(whole / 4 * (grouped / 16), isWide ? .wideStrip : .strip)
      if grouped % 16 > 0 { work.add(isWide ? whole / 2 : whole / 4, .partialStrip) }
    }
    if lastRows > 0 {
      work.add(grouped, .lastRowColumn)
      work.add(lastRows * grouped, .lastRowProduct)
    }
    work.add(rows * lastColumns, .lastColumnProduct)
    return work
  }

  // MARK: Dense

  private mutating func addDense(_ op: OpRecord, residuals: Int) {
    let (rows, columns, positions) = (Int(op.outputCount), Int(op.inputCount), Int(op.positions))
    let isWide = op.inputType == ElementType.int16Planes.rawValue
    let isResidual = op.sink == Sink.residual.rawValue
    let isCurved = op.activation == FusedActivation.curve.rawValue
    let isDirect = op.outputType == ElementType.int8.rawValue && !isCurved
    add(positions, .position)
    add(copiedPositions(op) * columns * (isWide ? 2 : 1), .copiedValue)
    // The longest push computes every position and leaves results, word by word, for later ones.
    if op.keepsPositions, let type = ElementType(rawValue: op.outputType) {
      add(Int(op.kept.count) * rows * type.bytes / 4, .copiedValue)
    }
    for position in 0..<positions {
      for row in stride(from: 0, to: rows, by: 64) {
        let count = min(64, rows - row)
        let compared = isResidual ? min(count, residuals - (position * rows + row)) : count
        if compared <= 0 { return }
        add(1, .chunk)
        self = self + Work.product(rows: count, columns: columns, isWide: isWide)
        if isCurved { add(compared, .curveValue) }
        if isResidual {
          add(compared, isCurved ? .curvedResidual : .residual)
        } else if isDirect {
          add(BlockedLayout.padded(count), .requantisedValue)
          if positions > 1 && rows & 3 != 0 { add(count, .copiedValue) }
        } else {
          add(count, .storedValue)
        }
      }
    }
  }

  /// Positions whose input cannot be read where it lies.
  private func copiedPositions(_ op: OpRecord) -> Int {
    let length = op.inputLength == 0 ? Int(op.inputCount) : Int(op.inputLength)
    return (0..<Int(op.positions)).count {
      let first = $0 * Int(op.inputStride) - Int(op.inputPadding)
      return first < 0 || first + Int(op.inputCount) > length || first & 3 != 0
    }
  }

  // MARK: Recurrent cells

  private mutating func addRecurrent(_ op: OpRecord) {
    guard let cell = RecurrentCell(rawValue: op.variant) else { return }
    let layout = RecurrentLayout(op, cell: cell)
    let planes = ElementType.int16Planes.rawValue
    var step = Work()
    step.add(1, .step)
    if layout.inputBytes > 0 { step.add(op.inputType == planes ? 2 * layout.columns : layout.columns, .copiedValue) }
    for unit in stride(from: 0, to: layout.units, by: layout.groupUnits) {
      let rows = min(layout.groupUnits, layout.units - unit) * cell.gates
      step.add(1, .unitGroup)
      step =
        step + Work.product(rows: rows, columns: layout.columns, isWide: op.inputType == planes)
        + Work.product(rows: rows, columns: layout.units, isWide: op.secondType == planes)
    }
    switch cell {
    case .simple: step.add(layout.units, .simpleUnit)
    case .lstm: step.add(layout.units, .lstmUnit)
    case .gru: step.add(layout.units, .gruUnit)
    }
    self = self + step * Int(op.positions)
    let stored = op.outputType == planes ? 2 * layout.units : layout.units
    add(op.flags & RecurrentFlags.returnsSequence != 0 ? stored * Int(op.positions) : stored, .copiedValue)
    add((op.carriesState ? layout.hiddenBytes : layout.scratchBytes) / 4, .copiedValue)
  }

  // MARK: Attention, combine

  private mutating func addAttention(_ op: OpRecord) {
    let layout = AttentionLayout(op)
    var head = Work()
    head.add(2 * layout.matrixCount, .packedValue)
    for row in 0..<layout.queries {
      let seen = op.variant == AttentionMask.causal.rawValue ? min(row + 1, layout.keys) : layout.keys
      let visible = min(layout.paddedKeys, seen.dividedRoundingUp(by: 16) * 16)
      head.add(1, .query)
      head.add(layout.width, .copiedValue)
      head.add(seen, .weighedKey)
      head.add(layout.width, .averagedValue)
      head =
        head + Work.product(rows: visible, columns: layout.paddedWidth, isWide: false)
        + Work.product(rows: layout.paddedWidth, columns: layout.paddedKeys, isWide: true)
    }
    self = self + head * layout.heads
  }

  private mutating func addCombine(_ op: OpRecord) {
    let (inputs, outputs) = (Int(op.inputCount), Int(op.outputCount))
    let isJoin = op.variant == Combination.join.rawValue
    var position = Work()
    let chunks =
      isJoin
      ? inputs.dividedRoundingUp(by: 64) + (outputs - inputs).dividedRoundingUp(by: 64)
      : outputs.dividedRoundingUp(by: 64)
    position.add(chunks, .chunk)
    position.add(!isJoin && op.secondCount > 0 ? 2 * outputs : outputs, .addedValue)
    position.add(outputs, .combinedValue)
    if op.activation == FusedActivation.curve.rawValue { position.add(outputs, .curveValue) }
    self = self + position * Int(op.positions)
  }

  // MARK: Memory

  private mutating func addSoftmax(_ op: OpRecord) {
    let positions = Int(op.positions)
    let slots = positions * Int(op.inputCount)
    add(positions, .softmax)
    add(slots, .slot)
    if op.variant == Similarity.cosine.rawValue {
      add(positions, .queryLength)
      add(slots, .cosineSlot)
    }
    if op.parameter1 > 0 { add(slots, .shrunkSlot) }
  }
}

extension Int {
  fileprivate func dividedRoundingUp(by divisor: Int) -> Int { (self + divisor - 1) / divisor }
}
