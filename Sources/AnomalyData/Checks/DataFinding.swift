/// Something about training data that makes a model look better than it is, or thresholds worse. The description is one
/// sentence that says what to do.
public enum DataFinding: Equatable, Sendable {
  /// Rows of a run of the recording with number `recording` stand in an earlier run as well, of the recording `earlier`: `rows`
  /// of its `count`. Recordings count from 0.
  case repeatedRows(recording: Int, earlier: Int, rows: Int, count: Int)
  /// A window in time, in the file of labels `path`, in which no recording has a row.
  case unmatchedLabels(path: String, window: String)
  /// A column tells normal rows from anomalous ones by itself.
  case columnIsLabel(String)
  /// A column lies elsewhere in the calibration part: by `shift` of the deviations that it has in the training part.
  case shifted(column: String, shift: Double)
  /// A column moves more or less in the calibration part: by `ratio` of deviations.
  case rescaled(column: String, ratio: Double)
}

extension DataFinding: CustomStringConvertible {
  /// The sentence to show.
  public var description: String {
    switch self {
    case .repeatedRows(let recording, let earlier, let rows, let count):
      "\(rows) of \(count) rows of recording \(recording + 1) stand "
        + (recording == earlier ? "earlier in it" : "in recording \(earlier + 1)")
        + " as well; give each recording once, or training and calibration see the same rows"
    case .unmatchedLabels(let path, let window):
      "\(window) in \(path) marks no row, as the recording has none in that time; check the times and their zone, or give "
        + "--time-format"
    case .columnIsLabel(let column):
      "column \(column) tells labelled rows from the others by itself; leave it out with --exclude unless it is a "
        + "sensor that really knows"
    case .shifted(let column, let shift):
      "column \(column) lies \(Self.text(abs(shift))) deviations \(shift > 0 ? "higher" : "lower") in the calibration part "
        + "than in the training part; record all regimes in both, or the thresholds are those of another regime"
    case .rescaled(let column, let ratio):
      "column \(column) moves \(Self.text(ratio > 1 ? ratio : 1 / ratio)) times \(ratio > 1 ? "more" : "less") in the "
        + "calibration part than in the training part; record all regimes in both, or the thresholds are those of "
        + "another regime"
    }
  }

  private static func text(_ value: Double) -> String {
    value >= 100 ? "over 100" : "\((value * 10).rounded() / 10)"
  }
}
