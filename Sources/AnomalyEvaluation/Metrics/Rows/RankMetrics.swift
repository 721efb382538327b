/// Quality of a ranking by score, whatever the threshold. Ties are handled exactly.
public struct RankMetrics: Equatable, Sendable {
  /// Probability that a random anomalous row scores above a random normal one, a tie counting one half
  /// (area under the ROC curve; Mann–Whitney U divided by the number of pairs). Nil unless both classes are present.
  public var rocAUC: Double?

  /// Average precision Σ (Rᵢ − Rᵢ₋₁) Pᵢ over the distinct score values from high to low, rows of equal score entering
  /// together; no interpolation. Nil when no row is anomalous. A random score reaches the share of anomalous rows.
  public var prAUC: Double?

  /// Measures how well `scores` (one a row, larger is more anomalous) rank the rows whose label is true first;
  /// O(n log n).
  ///
  /// - Throws: `countsDiffer`, `scoreIsNaN`. Infinite scores are allowed and rank as such.
  public init(scores: [Float], labels: [Bool]) throws(EvaluationError) {
    self.init(try LabelledScores(scores: scores, labels: labels))
  }

  /// Measures how well the scores rank the anomalous rows first; O(n).
  public init(_ data: LabelledScores) {
    let counts = RankCounts(data)
    let positives = counts.anomalousCount
    let negatives = data.labels.count - positives
    var found = 0
    var alarmed = 0
    var pairsWonTwice = 0
    var averagePrecision = 0.0
    for (all, anomalous) in zip(counts.all, counts.anomalous) where all > 0 {
      let normal = all - anomalous
      let normalBelow = negatives - (alarmed - found) - normal
      pairsWonTwice += anomalous * (2 * normalBelow + normal)
      found += anomalous
      alarmed += all
      if anomalous > 0 {
        averagePrecision += Double(anomalous) / Double(positives) * (Double(found) / Double(alarmed))
      }
    }
    rocAUC = positives > 0 && negatives > 0 ? Double(pairsWonTwice) / (2 * Double(positives) * Double(negatives)) : nil
    prAUC = positives > 0 ? averagePrecision : nil
  }
}

/// Rows at each distinct score, from the highest on.
struct RankCounts {
  private(set) var all: [Int]
  private(set) var anomalous: [Int]

  init(_ data: LabelledScores) {
    all = [Int](repeating: 0, count: data.rankCount)
    anomalous = all
    for (rank, label) in zip(data.ranks, data.labels) {
      all[Int(rank)] += 1
      if label { anomalous[Int(rank)] += 1 }
    }
  }

  var anomalousCount: Int { anomalous.reduce(0, +) }
}
