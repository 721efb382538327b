import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a sum or join in integers: both operands are brought to 1/256 of the result's int8 step, to the step of an
  /// int16 result, or to the unit that a curve is looked up with.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ combine: CombineStep) throws(ExportError) {
    var op = record(for: combine)
    let result = scale(combine.target)
    let isByte = program.buffers[combine.target].storage == .int8
    op.outputZero = isByte ? result.zero : 0
    let unit: Double
    if let curve = curve(combine.activation, storedIn: combine.target) {
      op.activation = FusedActivation.curve.rawValue
      op.curve = encoded.tensors.addCurve(curve.entries)
      unit = curve.unit
      op.parameter2 = UInt32(bitPattern: Int32((-curve.center / curve.unit).rounded()))
    } else {
      op.activation = FusedActivation(combine.activation).rawValue
      unit = isByte ? result.scale / 256 : result.scale
      op.parameter2 = UInt32(bitPattern: isByte ? result.zero * 256 : 0)
    }
    op.inputZero = scale(combine.first.buffer).zero
    (op.preshift, op.parameter0) = try gain(of: combine.first.buffer, to: unit, combine)
    if let second = combine.second {
      op.secondZero = scale(second.buffer).zero
      (op.secondPreshift, op.parameter1) = try gain(of: second.buffer, to: unit, combine)
    }
    add(op, output: combine.target)
  }

  /// Shift and multiplier that bring the values of a buffer to a unit.
  private func gain(
    of buffer: Int, to unit: Double, _ combine: CombineStep
  ) throws(ExportError) -> (preshift: UInt8, multiplier: UInt32) {
    // |q − zero| < 2⁸ in 8 bits, 2¹⁵ in 16.
    let preshift = program.buffers[buffer].storage == .int16 ? 15 : 22
    let multiplier = (scale(buffer).scale / unit * powerOfTwo(32 - preshift)).rounded()
    guard multiplier < 0x1p31 else { throw .tooLargeForInt8(layer: combine.name) }
    return (UInt8(preshift), UInt32(multiplier))
  }
}
