import AnomalyFormat

extension ProgramBuilder {
  /// Encodes a distance to prototypes in float32.
  mutating func encodeFloat(_ distance: DistanceStep) {
    var op = record(for: distance)
    op.weightType = weights.rawValue
    if weights == .float16 {
      op.weights = encoded.tensors.addTable(distance.prototypes.map(Half.encode))
    } else {
      op.weights = encoded.tensors.addTable(distance.prototypes.map(\.bitPattern))
    }
    op.scoreUnit = distance.weight
    add(op, output: nil)
  }

  /// A record with what a distance says whatever the precision; its multiply-accumulates are counted.
  mutating func record(for distance: DistanceStep) -> OpRecord {
    var op = record(.distance, distance, input: distance.input, output: nil)
    op.sink = Sink.score.rawValue
    op.inputCount = UInt32(distance.count)
    op.secondCount = UInt32(distance.prototypes.count / distance.count)
    encoded.macs += distance.prototypes.count
    return op
  }
}
