import AnomalyFormat

extension ProgramBuilder {
  /// Bits that the residual unit is finer than the step of the int8 input.
  static var residualBits: Int { 10 }

  /// Encodes a dense operation with int8 weights.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ dense: DenseStep) throws(ExportError) {
    var op = record(.dense, dense, input: dense.input, output: dense.output)
    // The weights of an attention sum up to 2¹⁴, but for their rounding.
    let isAttention = if case .attention = program.buffers[dense.input].source { true } else { false }
    let matrix = Int8Matrix(
      dense, input: scale(dense.input), inputBound: isAttention ? 0x1p14 + Double(dense.columns) : nil)
    guard let preshift = matrix.preshift else { throw .tooLargeForInt8(layer: dense.name) }
    var unit = 1.0
    if let output = dense.output {
      if program.buffers[output].storage == .int32 {
        unit = similarityUnit(of: matrix, readBy: output)
        units[output] = unit
      } else {
        unit = scale(output).scale
        op.outputZero = scale(output).zero
      }
    } else {
      op.outputType = ElementType.int32.rawValue
      unit = residualUnit(for: matrix, preshift: preshift)
    }
    guard let multipliers = matrix.multipliers(unit: unit, preshift: preshift)
    else { throw .tooLargeForInt8(layer: dense.name) }
    op.weightType = weights.rawValue
    op.activation = dense.activation.rawValue
    op.preshift = UInt8(preshift)
    op.inputCount = UInt32(dense.columns)
    op.outputCount = UInt32(dense.rows)
    op.weights = encoded.tensors.addMatrix(rows: dense.rows, columns: dense.columns, element: .int8) {
      matrix.weights[$0 * dense.columns + $1]
    }
    op.bias = encoded.tensors.addRows(matrix.bias)
    op.multipliers = encoded.tensors.addRows(multipliers)
    encoded.macs += dense.rows * dense.columns
    add(op, output: dense.output)
  }

  /// Sets input shift and residual unit: as fine as the multipliers of the last layer allow.
  private mutating func residualUnit(for matrix: Int8Matrix, preshift: Int) -> Double {
    let input = scale(0)
    var bits = Self.residualBits
    while bits > 1, matrix.multipliers(unit: input.scale / powerOfTwo(bits), preshift: preshift) == nil { bits -= 1 }
    encoded.inputShift = UInt8(bits)
    // The unit is what the blob says in float32; everything else is derived from that.
    encoded.residualUnit = Float(input.scale / powerOfTwo(bits))
    return Double(encoded.residualUnit)
  }
}
