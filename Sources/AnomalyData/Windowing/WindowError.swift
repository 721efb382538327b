/// Why samples cannot be cut into windows or parts. The description is one sentence.
public enum WindowError: Error, Equatable, Sendable {
  /// No run is as long as a window.
  case tooFewRows(longestRun: Int, length: Int)
  /// Too few rows for a training, a validation and a calibration part.
  case tooFewRowsToSplit(rows: Int, needed: Int, length: Int)
  /// Every window misses a sample.
  case allIncomplete(count: Int)
  /// Fractions that are not positive or exceed 1 together.
  case fractions
}

extension WindowError: CustomStringConvertible {
  /// The sentence to show.
  public var description: String {
    switch self {
    case .tooFewRows(let longest, let length):
      "expected at least \(length) consecutive rows for a window of \(length), found at most \(longest); take a "
        + "shorter window or more data"
    case .tooFewRowsToSplit(let rows, let needed, let length):
      "expected at least \(needed) rows to train, validate and calibrate with windows of \(length), found \(rows); "
        + "take a shorter window or more data"
    case .allIncomplete(let count):
      "expected windows without missing samples, but each of the \(count) windows misses one; leave the columns "
        + "with gaps out with --exclude or take a shorter window"
    case .fractions:
      "expected positive fractions for training, validation and calibration that add up to at most 1; the usual "
        + "ones are 0.7, 0.15 and 0.15"
    }
  }
}
