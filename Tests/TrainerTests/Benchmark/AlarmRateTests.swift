import AnomalyEvaluation
import Testing

@testable import trainer

@Suite struct AlarmRateTests {
  @Test("Rates are compared with what a stream of that length should raise, whatever the number of threads")
  func counts() throws {
    func report(threads: Int) throws -> AlarmRateReport {
      var benchmark = AlarmRateBenchmark(models: [.linear], seeds: [1, 2], threads: threads) { _, _ in }
      benchmark.training.epochs = 1
      benchmark.rules = [.percentile(90), .perDay(1000)]
      benchmark.trainingRows = 400
      #expect(benchmark.testRows == 358)
      return try benchmark.report()
    }
    let found = try report(threads: 1)
    #expect(found.cases.map(\.rule) == ["percentile:90.0", "per-day:1000.0", "percentile:90.0", "per-day:1000.0"])
    #expect(found.cases.map(\.seed) == [1, 1, 2, 2])
    let windows = 358 - AlarmRateBenchmark.window + 1
    #expect(abs(found.cases[0].expected - Double(windows) / 10) < 1e-9)
    #expect(abs(found.cases[1].expected - 1000 * Double(windows) * 5 / 86_400) < 1e-9)
    let again = try report(threads: 2)
    #expect(again.cases.map(\.observed) == found.cases.map(\.observed))
  }

  @Test("Honest is within a factor of two, both ends included")
  func honest() {
    let cases = [4, 5, 20, 21].map { observed in
      AlarmRateReport.Case(
        model: "m", rule: "r", seed: 1, calibrationScores: 1, expected: 10, observed: observed)
    }
    let report = AlarmRateReport(trainingRows: 1, testRows: 1, samplePeriod: 1, cases: cases)
    #expect(report.cases.map(\.isHonest) == [false, true, true, false])
    #expect(report.honestShare == 0.5)
    #expect(AlarmRateText(report: report).text.contains("4 5 20 21"))
  }
}
