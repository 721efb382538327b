import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a layer normalisation in integers.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ step: LayerNormStep) throws(ExportError) {
    var op = layerNormRecord(step)
    let inputs = [step.input] + (step.second.map { [$0] } ?? [])
    // The largest sum of the inputs is 2²⁰ units, which leaves room for the squares of 2¹⁸ channels.
    let unit = inputs.reduce(0) { $0 + wholeScale($1).scale * reach(of: $1) } / 0x1p20
    func operand(_ buffer: Int) throws(ExportError) -> (multiplier: UInt32, preshift: UInt8) {
      let preshift = 30 - Int(reach(of: buffer).exponent)
      guard let multiplier = fixedPoint(wholeScale(buffer).scale / unit, preshift: preshift)
      else { throw .tooLargeForInt8(layer: step.name) }
      return (UInt32(multiplier), UInt8(preshift))
    }
    op.inputZero = wholeScale(step.input).zero
    (op.parameter0, op.preshift) = try operand(step.input)
    if let second = step.second {
      op.secondZero = wholeScale(second).zero
      (op.parameter1, op.secondPreshift) = try operand(second)
    }
    let epsilon = UInt64(min(Double(step.epsilon) * Double(step.channels) / (unit * unit), 0x1p62).rounded())
    op.parameter2 = UInt32(truncatingIfNeeded: epsilon)
    op.parameter3 = UInt32(truncatingIfNeeded: epsilon >> 32)

    // Normalised values come divided by √channels, in units of 2⁻²⁹; a result has 16 bits before int8 is rounded.
    let target = roundedScale(step.target)
    let gain = Double(step.channels).squareRoot() / target.scale * 0x1p-29
    var scales: [Int32] = []
    for value in step.scale {
      guard let magnitude = fixedPoint(Double(value.magnitude) * gain, preshift: 1)
      else { throw .tooLargeForInt8(layer: step.name) }
      scales.append(value < 0 ? -magnitude : magnitude)
    }
    op.bias = encoded.tensors.addRows(
      step.shift.map { value in
        Int32(max(min((Double(value) / target.scale).rounded() + Double(target.zero), 0x1p30), -0x1p30))
      })
    op.multipliers = encoded.tensors.addRows(scales)
    add(op, output: step.target)
  }

  /// The largest |q − zero| of a buffer as a layer normalisation reads it.
  private func reach(of buffer: Int) -> Double { program.buffers[buffer].storage == .int8 ? 255 : 65407 }

  /// How the result is stored before rounding: 256 steps to one of int8.
  private func roundedScale(_ buffer: Int) -> Int8Scale {
    let stored = wholeScale(buffer)
    if program.buffers[buffer].storage != .int8 { return stored }
    return Int8Scale(scale: stored.scale / 256, zero: stored.zero * 256)
  }

  /// value·2^(32 − preshift), the multiplier of `FixedPoint.scaled`; nil where it would not fit.
  func fixedPoint(_ value: Double, preshift: Int) -> Int32? {
    let multiplier = (value * powerOfTwo(32 - preshift)).rounded()
    return multiplier < 0x1p31 ? Int32(multiplier) : nil
  }
}
