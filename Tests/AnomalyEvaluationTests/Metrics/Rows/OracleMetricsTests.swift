import AnomalyEvaluation
import Testing

@Suite struct OracleMetricsTests {
  private let labels = (0..<400).map { (100..<140).contains($0) || (300..<310).contains($0) }

  private func oracle(_ scores: [Float], _ grid: OracleMetrics.Grid) throws -> OracleMetrics {
    try #require(OracleMetrics(try LabelledScores(scores: scores, labels: labels), grid: grid, seed: 1))
  }

  @Test func aPerfectScoreReachesEveryBound() throws {
    let best = try oracle(labels.map { $0 ? 2 : 1 }, .alarmCounts)
    #expect(best.f1 == 1 && best.threshold == 1)
    #expect(best.rangeF1 == 1 && best.eventF1 == 1 && best.affiliationF1 == 1 && best.pointAdjusted.value == 1)
    #expect(best.pointAdjusted.random < 1)
  }

  @Test func oneScoreFarAboveTheOthersLeavesAChoiceAmongThem() throws {
    let scores = labels.indices.map { $0 == 0 ? 10_000 : labels[$0] ? Float(2) : $0 % 8 == 0 ? 1 : 1.5 }
    // 50 of 51 alarms are right.
    #expect(isNear(try oracle(scores, .alarmCounts).f1, 100.0 / 101))
    #expect(try oracle(scores, .alarmCounts).eventF1 > 0.98)
    #expect(try oracle(scores, .scores).eventF1 < 0.3)
  }

  @Test func everyRowMayHaveToAlarm() throws {
    let best = try oracle([Float](repeating: 1, count: 400), .alarmCounts)
    #expect(best.threshold == -.infinity)
    #expect(isNear(best.f1, 100.0 / 450))
    #expect(isNear(best.eventF1, 2.0 / 9))
  }

  @Test func withoutAnEventThereIsNoBound() throws {
    #expect(OracleMetrics(try LabelledScores(scores: [1, 2], labels: [false, false]), seed: 1) == nil)
  }
}
