import AnomalyData

/// Detectors without training that stand beside every model, so that its figures can be judged.
public enum Baseline: String, CaseIterable, Sendable {
  /// Uniform noise in [0, 1): what a metric gives away for nothing.
  case random
  /// Euclidean norm of the scaled input: how far from the middle of the training data.
  case l2Norm = "l2-norm"

  /// One score a row, larger is more anomalous.
  ///
  /// - Parameters:
  ///   - values: scaled inputs, row-major, rows of `width` values; a row is a sample or a flattened window.
  ///   - width: values a row, at least 1.
  ///   - seed: of the random baseline; the others ignore it.
  /// - Throws: `raggedRows` when `values` do not fill whole rows.
  public func scores(_ values: [Float], width: Int, seed: UInt64) throws(EvaluationError) -> [Float] {
    guard width > 0, values.count % width == 0 else { throw .raggedRows(values: values.count, width: width) }
    let rows = values.count / width
    switch self {
    case .random:
      var source = RandomSource(seed: seed)
      return (0..<rows).map { _ in Float(source.next() >> 40) * 0x1p-24 }
    case .l2Norm:
      return (0..<rows).map { row in
        Float(values[row * width..<(row + 1) * width].reduce(0.0) { $0 + Double($1) * Double($1) }.squareRoot())
      }
    }
  }
}
