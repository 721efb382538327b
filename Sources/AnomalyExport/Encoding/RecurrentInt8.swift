import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a recurrent operation with int8 weights.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ step: RecurrentStep) throws(ExportError) {
    var op = recurrentRecord(step)
    let hidden = HiddenScale(ranges[program.buffers[step.target].source])
    op.secondType = step.hidden.elementType.rawValue
    op.parameter1 = hidden.multiplier
    if step.cell == .lstm { op.parameter0 = stateShift(step) }

    let inputs = try gateMatrix(
      step, step.inputWeights, columns: step.columns, bias: step.bias, input: scale(step.input),
      isWide: program.buffers[step.input].storage == .int16Planes)
    op.preshift = inputs.preshift
    op.weights = inputs.weights
    op.bias = encoded.tensors.addRows(inputs.bias)
    op.multipliers = encoded.tensors.addRows(inputs.multipliers)

    // The candidate of a GRU has a bias of its own inside the reset.
    let zeros = [Float](repeating: 0, count: step.rows - step.candidateBias.count)
    let recurrent = try gateMatrix(
      step, step.recurrentWeights, columns: step.units, bias: zeros + step.candidateBias,
      input: hidden.scale(step.hidden), isWide: step.hidden == .int16Planes)
    op.secondPreshift = recurrent.preshift
    op.secondWeights = recurrent.weights
    if step.cell == .gru {
      let layout = step.layout
      op.secondBias = encoded.tensors.addRows((0..<step.units).map { recurrent.bias[layout.row(gate: 2, unit: $0)] })
    }
    op.secondMultipliers = encoded.tensors.addRows(recurrent.multipliers)

    if step.cell != .simple { op.curve = encoded.tensors.addCurve(GateCurve.sigmoid.values) }
    op.secondCurve = encoded.tensors.addCurve(GateCurve.tanh.values)
    add(op, output: step.target)
  }

  /// How far a cell state is shifted to become a place on the curve of tanh: 0 holds −4...4, each bit twice that.
  private func stateShift(_ step: RecurrentStep) -> UInt32 {
    let range = ranges[step.cellState]
    let largest = Double(max(-range.lowerBound, range.upperBound))
    var shift: UInt32 = 0
    while shift < 13 && largest > GateCurve.tanh.limit * powerOfTwo(Int(shift)) { shift += 1 }
    return shift
  }

  /// One of the two matrices of a recurrent operation. What it adds to the tensors is the weights.
  private mutating func gateMatrix(
    _ step: RecurrentStep, _ values: [Float], columns: Int, bias: [Float], input: Int8Scale, isWide: Bool
  ) throws(ExportError) -> (weights: UInt32, bias: [Int32], multipliers: [Int32], preshift: UInt8) {
    let dense = DenseStep(
      name: step.name, rows: step.rows, columns: columns, weights: step.grouped(values, width: columns),
      bias: step.grouped(bias), activation: .linear, input: step.input, output: step.target,
      result: program.buffers[step.target].source, length: columns)
    let matrix = Int8Matrix(dense, input: input, largestInput: isWide ? 0x1p15 : 128)
    let units = step.grouped(
      (0..<step.rows).map { ($0 / step.units == step.cell.candidate ? GateCurve.tanh : .sigmoid).unit })
    guard let preshift = matrix.preshift else { throw .tooLargeForInt8(layer: step.name) }
    let multipliers = matrix.multipliers(to: units, preshift: preshift)
    if !multipliers.fit { throw .tooLargeForInt8(layer: step.name) }
    let weights = encoded.tensors.addMatrix(rows: step.rows, columns: columns, element: .int8) {
      matrix.weights[$0 * columns + $1]
    }
    return (weights, matrix.bias, multipliers.values, UInt8(preshift))
  }
}
