import AnomalyData
import Testing

@testable import AnomalyTraining

@Suite struct ScoreTailTests {
  /// Squares, exponentials and log-normal numbers: what scores of clean data look like.
  private func clean(_ kind: Int, count: Int = 4000) -> [Float] {
    var random = RandomSource(seed: UInt64(kind + 1))
    return (0..<count).map { _ in
      switch kind {
      case 0: Float(1 + 0.1 * random.normal())
      case 1: Float((0..<4).map { _ in random.normal() }.reduce(0.0) { $0 + $1 * $1 })
      case 2: -Float.logarithm(1 - Float(random.uniform()))
      default: Float.exponential(Float(0.7 * random.normal()))
      }
    }
  }

  @Test(arguments: 0..<4) func cleanScoresHaveNoHeavyTail(_ kind: Int) {
    #expect(ScoreTail(scores: clean(kind)) == nil)
  }

  @Test(arguments: 0..<4, [0.01, 0.05, 0.15]) func contaminationIsSeenAndMeasured(_ kind: Int, _ share: Double) throws {
    var scores = clean(kind)
    let bad = Int(share * Double(scores.count))
    for i in 0..<bad { scores[i * 3] = 200 + Float(i) }
    let tail = try #require(ScoreTail(scores: scores))
    #expect(abs(tail.beyond - bad) <= 12 && tail.windows == 4000)
    let fraction = (Double(tail.beyond) / 40).rounded(.up) / 100
    #expect(tail.sentence.contains("--trim \(fraction)"))
  }

  @Test func fewOrEqualScoresSayNothing() {
    #expect(ScoreTail(scores: [Float](repeating: 1, count: 999) + [50]) == nil)
    #expect(ScoreTail(scores: (0..<30).map(Float.init) + [1e9]) == nil)
  }

  /// By the definition: −1, 0 and 1 for these three, and sign-symmetric.
  @Test func medcouples() {
    #expect(ScoreTail.medcouple([-3, -1, 0, 1, 3]) == 0)
    let skewed = [0, 1, 2, 4, 8, 16, 32, 64, 128].map(Double.init)
    let found = ScoreTail.medcouple(skewed)
    #expect(found > 0.5 && found < 1)
    #expect(ScoreTail.medcouple(skewed.reversed().map { -$0 }) == -found)
  }
}
