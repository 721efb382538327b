import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a recurrent operation with int8 weights.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ step: RecurrentStep) throws(ExportError) {
    var op = recurrentRecord(step)
    op.secondType = step.hidden.elementType.rawValue
    let rows = step.cell.gates * step.units
    let hidden = HiddenScale(ranges[program.buffers[step.target].source])
    op.parameter1 = hidden.multiplier
    if step.cell == .lstm { op.parameter0 = UInt32(stateShift(step)) }

    let inputs = DenseStep(
      name: step.name, rows: rows, columns: step.columns, weights: step.grouped(step.inputWeights, width: step.columns),
      bias: step.grouped(step.bias), activation: .linear, input: step.input, output: step.target)
    let wide = program.buffers[step.input].storage == .int16Planes
    let inputMatrix = Int8Matrix(inputs, input: scale(step.input), inputLimit: wide ? 32768 : 128)
    (op.weights, op.bias, op.multipliers, op.preshift) = try addGates(inputMatrix, step)

    // The candidate of a GRU has a bias of its own inside the reset.
    let own = [Float](repeating: 0, count: rows - step.candidateBias.count) + step.candidateBias
    let recurrent = DenseStep(
      name: step.name, rows: rows, columns: step.units,
      weights: step.grouped(step.recurrentWeights, width: step.units), bias: step.grouped(own), activation: .linear,
      input: step.target, output: step.target)
    let isFine = step.hidden == .int16Planes
    let recurrentMatrix = Int8Matrix(
      recurrent, input: hidden.scale(isFine ? .int16Planes : .int8), inputLimit: isFine ? 32768 : 128)
    (op.secondWeights, op.secondBias, op.secondMultipliers, op.secondPreshift) = try addGates(recurrentMatrix, step)

    if step.cell != .simple { op.curve = encoded.tensors.addCurve(.gateSigmoid) }
    op.secondCurve = encoded.tensors.addCurve(.gateTanh)
    add(op, output: step.target)
  }
}
