import AnomalyFormat
import AnomalyNN

extension ProgramBuilder {
  /// Encodes a dense operation with int8 weights.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ dense: DenseStep) throws(ExportError) {
    var op = record(for: dense)
    let curve = curve(for: dense)
    let matrix = matrix(of: dense, curve: curve)
    let unit: Double
    op.inputZero = matrix.input.zero
    if let curve {
      op.activation = FusedActivation.curve.rawValue
      op.curve = encoded.tensors.addCurve(curve.entries)
      unit = curve.unit
    } else {
      op.activation = FusedActivation(dense.activation).rawValue
      unit = try outputUnit(of: dense, matrix)
    }
    let rowUnits = dense.output.flatMap(channelUnits)
    if let output = dense.output {
      if program.buffers[output].storage == .int8 && rowUnits == nil { op.outputZero = scale(output).zero }
    } else {
      op.outputType = ElementType.int32.rawValue
      op.scoreUnit = encoded.residualUnit * encoded.residualUnit * dense.weight
      if curve != nil { try scaleResult(of: &op, dense) }
    }
    let units = rowUnits ?? [Double](repeating: unit, count: dense.rows)
    // What is stored saturates; a residual must not.
    guard let scaling = matrix.requantisation(to: units, saturating: dense.output != nil)
    else { throw .tooLargeForInt8(layer: dense.name) }
    op.preshift = UInt8(scaling.preshift)
    op.weights = encoded.tensors.addSharedMatrix(rows: dense.rows, columns: dense.columns, element: .int8) {
      matrix.weights[$0 * dense.columns + $1]
    }
    op.bias = encoded.tensors.addRows(Self.padded(matrix.bias, rows: dense.rows, with: 0))
    op.multipliers = encoded.tensors.addRows(scaling.multipliers)
    add(op, output: dense.output)
  }

  /// The weights of a dense operation in 8 bits.
  private func matrix(of dense: DenseStep, curve: Curve?) -> Int8Matrix {
    var shifted = dense
    if let curve { shifted.bias = dense.bias.map { Float(Double($0) - curve.center) } }
    let input = scale(dense.input)
    switch program.buffers[dense.input].storage {
    case .int16Planes:
      // The weights of an attention sum up to 2¹⁴, but for their rounding.
      if case .attention = program.buffers[dense.input].source {
        return Int8Matrix(shifted, input: input, inputBound: 0x1p14 + Double(dense.columns))
      }
      return Int8Matrix(shifted, input: input, largestInput: 0x1p15)
    case .int8, .int8WithRest, .int16, .int32: return Int8Matrix(shifted, input: input)
    }
  }

  /// The value of one unit of what an operation without curve stores or compares.
  private mutating func outputUnit(of dense: DenseStep, _ matrix: Int8Matrix) throws(ExportError) -> Double {
    guard let output = dense.output else { return Double(encoded.residualUnit) }
    if program.buffers[output].storage == .int32 {
      units[output] = similarityUnit(of: matrix, readBy: output)
    }
    return scale(output).scale
  }

  /// The table of an activation that is no clamp; nil where none is needed.
  private func curve(for dense: DenseStep) -> Curve? {
    guard let output = dense.output else {
      if dense.activation == .linear { return nil }
      let result = resultScale(of: dense)
      return Curve(dense.activation, within: ranges[dense.result]) { ($0 - result.center) / result.unit }
    }
    return curve(dense.activation, storedIn: output)
  }

  /// The table of an activation whose result a buffer stores; nil where none is needed.
  func curve(_ activation: Activation, storedIn buffer: Int) -> Curve? {
    if activation == .linear { return nil }
    let scale = scale(buffer)
    let isByte = program.buffers[buffer].storage == .int8
    if isByte && activation == .relu { return nil }
    return Curve(activation, within: ranges[program.buffers[buffer].source]) { value in
      isByte ? (value / scale.scale + Double(scale.zero)) * 256 : value / scale.scale
    }
  }

  // MARK: Residuals

  /// How the curve of a residual holds results: value = center + unit·entry.
  private func resultScale(of dense: DenseStep) -> (center: Double, unit: Double) {
    let range = ranges[dense.result]
    let (low, high) = (Double(range.lowerBound), Double(range.upperBound))
    return ((low + high) / 2, (high - low) / 65000)
  }

  /// Fills in what turns a curve's results into residual units.
  private func scaleResult(of op: inout OpRecord, _ dense: DenseStep) throws(ExportError) {
    let result = resultScale(of: dense)
    let preshift = 15
    let multiplier = (result.unit / Double(encoded.residualUnit) * powerOfTwo(32 - preshift)).rounded()
    guard multiplier < 0x1p31 else { throw .tooLargeForInt8(layer: dense.name) }
    op.secondPreshift = UInt8(preshift)
    op.parameter2 = UInt32(multiplier)
    let center = (result.center / Double(encoded.residualUnit)).rounded()
    op.parameter3 = UInt32(bitPattern: Int32(min(max(center, -0x1p22), 0x1p22)))
  }

  /// Bits that the residual unit is finer than the step of the int8 input.
  private static var residualBits: Int { 10 }

  /// Sets input shift and residual unit: as fine as the multipliers of every residual allow.
  mutating func chooseResidualUnit() {
    let input = scale(0)
    var bits = Self.residualBits
    for case .dense(let dense) in program.steps where dense.output == nil && dense.activation == .linear {
      let matrix = matrix(of: dense, curve: nil)
      if matrix.preshift == nil { continue }
      let isTooFine = { (bits: Int) in
        let units = [Double](repeating: input.scale / powerOfTwo(bits), count: dense.rows)
        return matrix.requantisation(to: units, saturating: false) == nil
      }
      while bits > 1, isTooFine(bits) { bits -= 1 }
    }
    encoded.inputShift = UInt8(bits)
    // The unit is what the blob says in float32; everything else is derived from that.
    encoded.residualUnit = Float(input.scale / powerOfTwo(bits))
  }
}
