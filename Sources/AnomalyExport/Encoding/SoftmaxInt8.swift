import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a softmax in integers. One that is up to 1024 times too narrow for the range of its similarities is
  /// widened to the narrowest that fits: there hardly any but the greatest has a share in either.
  ///
  /// - Errors: `tooLargeForInt8`.
  mutating func encodeInt8(_ softmax: SoftmaxStep) throws(ExportError) {
    var op = record(.softmax, softmax, input: softmax.input, output: softmax.target)
    // log2 units times 65536 in one unit of the similarities.
    let fraction = Self.cosineBits(width(of: softmax))
    let isCosine = softmax.similarity == .cosine
    let unit = isCosine ? powerOfTwo(-fraction) : scale(softmax.input).scale
    let gain = unit * Double(softmax.factor) * 1.4426950408889634 * 65536
    let preshift = isCosine ? 30 - fraction : 1
    let multiplier = (gain * powerOfTwo(32 - preshift)).rounded()
    guard multiplier < 0x1p41 else { throw .tooLargeForInt8(layer: softmax.name) }
    describe(softmax, in: &op)
    op.preshift = UInt8(preshift)
    if isCosine, let query = softmax.query { op.secondZero = scale(query).zero }
    op.parameter0 = UInt32(min(multiplier, 0x1p31 - 1))
    op.parameter1 = UInt32((Double(softmax.shrink) * 0x1p14).rounded())
    add(op, output: softmax.target)
  }

  /// Fraction bits of a cosine, so that slot·query stays below 2²⁹ for every int8 query of `width` values.
  private static func cosineBits(_ width: Int) -> Int {
    27 - Int((255 * Double(width).squareRoot()).exponent)
  }

  /// The value of one unit of the similarities that the softmax behind `buffer` reads.
  func similarityUnit(of keys: Int8Matrix, readBy buffer: Int) -> Double {
    for case .softmax(let softmax) in program.steps where softmax.input == buffer && softmax.similarity == .cosine {
      // Similarities are slot·query in units of the query's int8 step; the softmax divides by the query's length in
      // the same units. In `Int8Matrix` terms that is an input scale which cancels.
      return powerOfTwo(-Self.cosineBits(keys.weights.count / keys.rowScale.count)) * keys.input.scale
    }
    let largest = keys.rowScale.reduce(0, max) * keys.input.scale * keys.largestAccumulator
    return largest / 0x1p29
  }
}
