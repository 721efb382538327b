import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a distance to prototypes in integers: prototypes are int16, up to 64 times as fine as the int8 query, and as
  /// coarse as the farthest of them asks for.
  mutating func encodeInt8(_ distance: DistanceStep) throws(ExportError) {
    var op = record(for: distance)
    let query = scale(distance.input)
    let largest = Double(distance.prototypes.reduce(0) { max($0, $1.magnitude) })
    var bits = 6
    while bits > 0, largest / query.scale * powerOfTwo(bits) > 32767 { bits -= 1 }
    let unit = query.scale / powerOfTwo(bits)
    op.weightType = ElementType.int16.rawValue
    op.weights = encoded.tensors.addTable(
      distance.prototypes.map { Int16(min(max((Double($0) / unit).rounded(), -32767), 32767)) })
    op.preshift = UInt8(bits)
    op.inputZero = query.zero
    op.scoreUnit = Float(unit * unit * Double(distance.weight))
    add(op, output: nil)
  }
}
