import AnomalyFormat
import Foundation

extension ProgramBuilder {
  /// Encodes a divergence in integers: what each of the 256 values of a mean and of a log variance adds stands in a table.
  mutating func encodeInt8(_ divergence: DivergenceStep) throws(ExportError) {
    var op = record(for: divergence)
    let moments = scale(divergence.input)
    let values = (-128...127).map { moments.scale * Double($0 - moments.zero) }
    let means = values.map { $0 * $0 }
    let variances = values.map { exp($0) - 1 - $0 }
    let unit = max((means + variances).reduce(0, max), 1e-30) / 0x1p31
    op.weights = encoded.tensors.addTable(means.map { UInt32(($0 / unit).rounded()) })
    op.secondWeights = encoded.tensors.addTable(variances.map { UInt32(max($0 / unit, 0).rounded()) })
    op.scoreUnit = Float(unit * Double(divergence.weight) / 2)
    add(op, output: nil)
  }
}
