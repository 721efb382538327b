/// What is wrong with scores, labels or settings handed to the evaluation; the text is one sentence.
public enum EvaluationError: Error, Equatable, Sendable, CustomStringConvertible {
  /// No score at all.
  case noScores
  /// The score at `row` is not a number.
  case scoreIsNaN(row: Int)
  /// The score at `row` is infinite where finite scores are needed.
  case scoreIsInfinite(row: Int)
  /// Scores and labels differ in number.
  case countsDiffer(scores: Int, labels: Int)
  /// A percentile outside (0, 100).
  case percentileOutOfRange(Double)
  /// A rule counts alarms a day, but nobody knows how long a sample lasts.
  case unknownSamplePeriod
  /// A rule chooses on labelled faults, and there are none.
  case noLabelledFaults
  /// The warn level lies above the alarm level.
  case levelsReversed(warn: Float, alarm: Float)

  /// The sentence to show.
  public var description: String {
    switch self {
    case .noScores:
      "expected at least one score, got none; give more rows than one window holds"
    case .scoreIsNaN(let row):
      "expected a number as score of row \(row), got NaN; leave rows without a score out"
    case .scoreIsInfinite(let row):
      "expected a finite score at row \(row), got infinity; check the input of that row"
    case .countsDiffer(let scores, let labels):
      "expected one label a score, got \(scores) scores and \(labels) labels"
    case .percentileOutOfRange(let percent):
      "expected a percentile between 0 and 100 (both excluded), got \(percent); try 99.5"
    case .unknownSamplePeriod:
      "expected the time between samples for alarms a day, found none in the data; give it with --sample-period TIME"
    case .noLabelledFaults:
      "expected labelled faults for best-f1 to choose on, found none; give recordings with labels, or another rule"
    case .levelsReversed(let warn, let alarm):
      "expected the warn level not above the alarm level, got warn \(warn) and alarm \(alarm); lower the warn level"
    }
  }
}

/// Throws for the first score that is not a number, or for a number of labels that differs from that of the scores.
func requirePairs(scores: [Float], labels: [Bool]) throws(EvaluationError) {
  guard scores.count == labels.count else {
    throw .countsDiffer(scores: scores.count, labels: labels.count)
  }
  if let row = scores.firstIndex(where: \.isNaN) { throw .scoreIsNaN(row: row) }
}
