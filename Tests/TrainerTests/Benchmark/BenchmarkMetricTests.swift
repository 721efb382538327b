import AnomalyData
import AnomalyEvaluation
import Testing

@testable import trainer

@Suite struct BenchmarkMetricTests {
  /// Ten rows, two of them anomalous, scored as given.
  private func scores(_ scores: [Float], above threshold: Float = 0.5) -> SeriesScores {
    let frame = Frame(values: [Float](repeating: 0, count: 10), columnNames: ["x"])
    let series = BenchmarkSeries(training: frame, test: frame, labels: (0..<10).map { $0 == 4 || $0 == 5 })
    return SeriesScores(
      rows: SeriesRows(series, scored: Array(0..<10)), scores: scores, alarms: scores.map { $0 > threshold })
  }

  @Test("Pooled counts weigh rows, not series")
  func pooled() throws {
    let right = scores([0, 0, 0, 0, 1, 1, 0, 0, 0, 0])
    let half = scores([1, 0, 0, 0, 1, 0, 0, 0, 0, 0])
    #expect(try BenchmarkMetric.f1.value(of: [right]) == 1)
    #expect(try BenchmarkMetric.f1.value(of: [half]) == 0.5)
    // 3 of 4 found, 1 false.
    #expect(try BenchmarkMetric.f1.value(of: [right, half]) == 0.75)
    #expect(try BenchmarkMetric.falseAlarmRate.value(of: [right, half]) == 1.0 / 16)
    #expect(try BenchmarkMetric.missedAlarmRate.value(of: [right, half]) == 0.25)
    #expect(try BenchmarkMetric.rocAUC.value(of: [right, half]) == (3 * 15.5 + 1 * 7.5) / 64)
  }

  @Test("Hits are counted over series, and the distinct share tells a collapsed detector")
  func hits() throws {
    #expect(try BenchmarkMetric.ucrHit.value(of: [scores([0, 0, 0, 0, 1, 0, 0, 0, 0, 0])]) == 1)
    #expect(scores([Float](repeating: 1, count: 10)).distinctShare == 0.1)
    #expect(scores((0..<10).map(Float.init)).distinctShare == 1)
  }

  @Test("The Numenta score takes one threshold for all files")
  func numenta() throws {
    let early = scores([0, 0, 0, 0, 3, 3, 0, 0, 0, 0])
    let loud = scores([0, 9, 0, 0, 9.5, 9.5, 0, 0, 0, 0])
    let both = try #require(try BenchmarkMetric.nabStandard.value(of: [early, loud]))
    let alone = try #require(try BenchmarkMetric.nabStandard.value(of: [early]))
    #expect(alone == 100)
    #expect(both < 100 && both > 50)
    #expect(try BenchmarkMetric.nabShipped.value(of: [early]) == 100)
  }

  @Test("Behind an alarm only a higher score is another one, for so many rows")
  func quietRows() {
    var noisy = scores([5, 1, 6, 4, 2, 0, 3, 3, 1, 9])
    #expect(noisy.recording.scores == noisy.scores)
    noisy.quietRows = 2
    let none = -Float.infinity
    #expect(noisy.recording.scores == [5, none, 6, none, none, none, 3, none, none, 9])
  }

  @Test("Rows of several runs follow each other inside a run only, and rows without a score are left out")
  func runs() {
    let frame = Frame(values: [Float](repeating: 0, count: 10), columnNames: ["x"], runs: [0..<6, 6..<10])
    let series = BenchmarkSeries(
      training: frame, test: frame, labels: (0..<10).map { $0 >= 5 && $0 < 7 }, from: 2)
    let rows = SeriesRows(series, scored: [2, 3, 4, 5, 8, 9])
    #expect(rows.runs == [0..<4, 4..<6])
    #expect(rows.labels == [false, false, false, true, false, false])
    #expect(rows.events == [5..<6, 6..<7])
    #expect(series.counted == 2..<10)
  }
}
