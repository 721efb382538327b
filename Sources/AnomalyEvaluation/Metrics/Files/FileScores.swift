/// Scores of whole recordings, for sets whose labels say of a recording, a clip for example, that it is faulty, but not where.
public struct FileScores: Equatable, Sendable {
  /// One recording.
  public struct File: Equatable, Sendable {
    /// Mean of its scores.
    public var mean: Double
    /// Largest of its scores.
    public var max: Float
    /// Whether any row is labelled anomalous.
    public var isAnomalous: Bool
  }

  /// One a range, in order.
  public var files: [File]
  /// How well the mean ranks anomalous recordings first; nil unless there are both kinds.
  public var rocAUCOfMean: Double?
  /// The same of the largest score.
  public var rocAUCOfMax: Double?

  /// Scores of the recordings that `ranges`, not empty, are.
  public init(_ data: LabelledScores, files ranges: [Range<Int>]) {
    files = ranges.map { rows in
      let scores = data.scores[rows]
      return File(
        mean: scores.reduce(0.0) { $0 + Double($1) } / Double(rows.count), max: scores.max()!,
        isAnomalous: data.labels[rows].contains(true))
    }
    let labels = files.map(\.isAnomalous)
    rocAUCOfMean = Self.rocAUC(files.map { Float($0.mean) }, labels)
    rocAUCOfMax = Self.rocAUC(files.map(\.max), labels)
  }

  private static func rocAUC(_ scores: [Float], _ labels: [Bool]) -> Double? {
    (try? RankMetrics(scores: scores, labels: labels))?.rocAUC
  }
}
