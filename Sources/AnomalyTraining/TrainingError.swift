public import AnomalyNN

/// Why training cannot begin.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// There is no window to learn from.
  case noWindows
  /// Windows and graph do not fit.
  case wrongWindowLength(expected: Int, got: Int)
  /// The last layer gives more or fewer values than the graph's target has.
  case noPrediction(target: Int, output: Shape)
  /// An option is out of range.
  case badOption(name: String, expected: String, got: String)
  /// The checkpoint to continue from belongs to another run.
  case checkpoint(CheckpointError)

  /// One sentence: what was expected, what came, what to try.
  public var description: String {
    switch self {
    case .noWindows:
      "training needs at least one window, got none: give more rows, a shorter window or a smaller validation part"
    case .wrongWindowLength(let expected, let got):
      "the graph expects windows of \(expected) values, got \(got): build it for the shape of these windows"
    case .noPrediction(let target, let output):
      "the last layer must give \(target) values, as many as are predicted, got \(output.size): end with a dense layer of \(target) units"
    case .badOption(let name, let expected, let got):
      "expected \(name) to be \(expected), got \(got)"
    case .checkpoint(let error):
      error.description
    }
  }
}
