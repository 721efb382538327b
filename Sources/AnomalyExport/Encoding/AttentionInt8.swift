import AnomalyFormat

extension ProgramBuilder {
  /// Encodes heads of attention in integers.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ step: AttentionStep) throws(ExportError) {
    let layout = step.layout
    var op = attentionRecord(step)
    guard let queryUnits = channelUnits(of: step.queries), let memoryUnits = channelUnits(of: step.memory)
    else { preconditionFailure("no ranges of \(step.name)") }
    // Distances of products, at most twice 128·127 a channel, to log2 units times 256.
    let preshift = Int((0x1p31 / (2 * 128 * 127 * Double(layout.width))).exponent)
    guard preshift >= 1 else { throw .tooLargeForInt8(layer: step.name) }
    let factor = 1.4426950408889634 * 256 / Double(layout.width).squareRoot()
    var logits: [Int32] = []
    for head in 0..<layout.heads {
      let unit = queryUnits[head * layout.width] * memoryUnits[layout.firstKey + head * layout.width]
      // A multiplier at its limit makes all weights but the largest 0 either way.
      logits.append(fixedPoint(unit * factor, preshift: preshift) ?? .max)
    }
    let target = scale(step.target)
    var means: [Int32] = []
    for column in 0..<layout.columns {
      let gain = memoryUnits[layout.firstKey + layout.columns + column] / target.scale
      // Means have 16 fraction bits.
      guard let multiplier = fixedPoint(gain / 65536, preshift: 1)
      else { throw .tooLargeForInt8(layer: step.name) }
      means.append(multiplier)
    }
    op.preshift = 1
    op.secondPreshift = UInt8(min(preshift, 30))
    op.outputZero = target.zero
    op.multipliers = encoded.tensors.addRows(means)
    op.secondMultipliers = encoded.tensors.addRows(logits)
    op.curve = encoded.tensors.addPowers()
    add(op, output: step.target)
  }
}
