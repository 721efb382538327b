/// Quality of a ranking by score, whatever the threshold. Ties are handled exactly; O(n log n).
public struct RankMetrics: Equatable, Sendable {
  /// Probability that a random anomalous row scores above a random normal one, a tie counting one half
  /// (area under the ROC curve; Mann–Whitney U divided by the number of pairs). Nil unless both classes are present.
  public var rocAUC: Double?

  /// Average precision Σ (Rᵢ − Rᵢ₋₁) Pᵢ over the distinct score values from high to low, rows of equal score entering
  /// together; no interpolation. Nil when no row is anomalous. A random score reaches the share of anomalous rows.
  public var prAUC: Double?

  /// Measures how well `scores` (one a row, larger is more anomalous) rank the rows whose label is true first.
  ///
  /// - Throws: `countsDiffer`, `scoreIsNaN`. Infinite scores are allowed and rank as such.
  public init(scores: [Float], labels: [Bool]) throws(EvaluationError) {
    try requirePairs(scores: scores, labels: labels)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    let positives = labels.count(where: \.self)
    let negatives = labels.count - positives

    var found = 0
    var alarmed = 0
    var pairsWonTwice = 0
    var averagePrecision = 0.0
    var start = 0
    while start < order.count {
      let score = scores[order[start]]
      var end = start
      var foundHere = 0
      while end < order.count, scores[order[end]] == score {
        if labels[order[end]] { foundHere += 1 }
        end += 1
      }
      let falseHere = (end - start) - foundHere
      let negativesBelow = negatives - (alarmed - found) - falseHere
      pairsWonTwice += foundHere * (2 * negativesBelow + falseHere)
      found += foundHere
      alarmed = end
      if foundHere > 0 {
        averagePrecision += Double(foundHere) / Double(positives) * (Double(found) / Double(alarmed))
      }
      start = end
    }
    rocAUC = positives > 0 && negatives > 0 ? Double(pairsWonTwice) / (2 * Double(positives) * Double(negatives)) : nil
    prAUC = positives > 0 ? averagePrecision : nil
  }
}
