import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct RankCurvesTests {
  private let data: LabelledScores

  init() throws {
    var random = RandomSource(seed: 3)
    let labels = (0..<400).map { $0 % 7 == 0 || $0 % 50 > 40 }
    // Rounded, so that many scores are equal.
    let scores = labels.map { Float((10 * (random.uniform() + ($0 ? 0.4 : 0))).rounded()) }
    data = try LabelledScores(scores: scores, labels: labels)
  }

  @Test func theAreasAreThoseOfTheRankMetrics() throws {
    let curves = RankCurves(data)
    let ranks = RankMetrics(data)
    var (roc, pr) = (0.0, 0.0)
    var last = (falseAlarmRate: 0.0, recall: 0.0, precision: 1.0)
    for point in curves.points {
      roc += (point.falseAlarmRate - last.falseAlarmRate) * (point.recall + last.recall) / 2
      pr += (point.recall - last.recall) * point.precision
      last = (point.falseAlarmRate, point.recall, point.precision)
    }
    #expect(abs(roc - (try #require(ranks.rocAUC))) < 1e-12)
    #expect(abs(pr - (try #require(ranks.prAUC))) < 1e-12)
    #expect(last.falseAlarmRate == 1 && last.recall == 1 && last.precision == curves.anomalousShare)
  }

  @Test func oneClassHasNoCurve() throws {
    let curves = RankCurves(try LabelledScores(scores: [1, 2], labels: [false, false]))
    #expect(curves.points.isEmpty && curves.anomalousShare == 0)
  }
}
