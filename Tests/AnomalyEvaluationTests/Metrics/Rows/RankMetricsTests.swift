import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct RankMetricsTests {
  @Test func byHand() throws {
    // Pairs won: 0.8 beats both normals, 0.35 beats one. Precision at the two hits: 1 and 2/3.
    let metrics = try RankMetrics(scores: [0.1, 0.4, 0.35, 0.8], labels: [false, false, true, true])
    #expect(metrics.rocAUC == 0.75)
    #expect(abs(metrics.prAUC! - 5.0 / 6) < 1e-15)
  }

  @Test func tiesCountHalfAndEnterTogether() throws {
    let metrics = try RankMetrics(scores: [1, 1, 1, 1], labels: [true, false, false, false])
    #expect(metrics.rocAUC == 0.5)
    #expect(metrics.prAUC == 0.25)
  }

  /// Expected values: scipy.stats.mannwhitneyu / (80 · 320), and Σ ΔR·P over the distinct values in numpy.
  @Test func manyTiesAgreeWithSciPy() throws {
    let data = TiedScores()
    let metrics = try RankMetrics(scores: data.scores, labels: data.labels)
    #expect(metrics.rocAUC == 0.70173828125)
    #expect(abs(metrics.prAUC! - 0.3273923451441663) < 1e-14)
    let confusion = try Confusion(scores: data.scores, labels: data.labels, threshold: 15)
    #expect(
      confusion == Confusion(truePositives: 40, falsePositives: 92, trueNegatives: 228, falseNegatives: 40))
  }

  /// The definition: every pair of an anomalous and a normal row, ties one half.
  @Test(arguments: 1...20) func equalsTheQuadraticDefinition(seed: UInt64) throws {
    var source = RandomSource(seed: seed)
    let scores = (0..<60).map { _ in Float(source.next() % 12) }
    let labels = (0..<60).map { index in index < 2 ? index == 0 : source.next() % 3 == 0 }
    var won = 0.0
    var pairs = 0.0
    for i in scores.indices where labels[i] {
      for j in scores.indices where !labels[j] {
        pairs += 1
        won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0
      }
    }
    #expect(try RankMetrics(scores: scores, labels: labels).rocAUC == won / pairs)
  }

  @Test func oneClassHasNoRanking() throws {
    let normal = try RankMetrics(scores: [1, 2], labels: [false, false])
    #expect(normal.rocAUC == nil && normal.prAUC == nil)
    let anomalous = try RankMetrics(scores: [1, 2], labels: [true, true])
    #expect(anomalous.rocAUC == nil && anomalous.prAUC == 1)
  }

  @Test func infinityRanksAndNaNIsRejected() throws {
    #expect(try RankMetrics(scores: [.infinity, 1, -.infinity], labels: [true, false, false]).rocAUC == 1)
    #expect(throws: EvaluationError.scoreIsNaN(row: 0)) { try RankMetrics(scores: [.nan], labels: [true]) }
  }
}
