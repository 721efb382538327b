import AnomalyEvaluation
import Testing

/// Nothing reaches from one run into the next.
@Suite struct RunBoundaryTests {
  private let runs = [0..<5, 5..<10]
  private let labels = [false, false, false, false, true, true, false, false, false, false]

  @Test func anEventThatTouchesABoundaryIsTwo() {
    let alarms = [false, false, false, false, true, false, false, false, false, false]
    let data = LabelledAlarms(alarms: alarms, labels: labels, runs: runs)
    #expect(data.events == [4..<5, 5..<6])
    #expect(EventTable(data, scores: alarms.map { $0 ? 1 : 0 }).recall == 0.5)
    #expect(RangeMetrics(data).recall == 0.5)
    #expect(PointAdjustedF1(data, seed: 1).value == 2.0 / 3)
  }

  @Test func affiliationMeasuresInsideTheRun() throws {
    // The alarm at row 5 is next to the event of the first run, but belongs to the zone of the second.
    let alarms = [false, false, false, false, false, true, false, false, false, false]
    let result = try #require(Affiliation(LabelledAlarms(alarms: alarms, labels: labels, runs: runs)))
    #expect(result.precision == 1)
    #expect(result.recall == 0.5)
  }

  @Test func alarmsInRunsWithoutEventsHaveNoZone() throws {
    let labels = [false, true, false, false, false, false, false, false, false, false]
    let far = labels.indices.map { $0 >= 5 }
    let result = try #require(Affiliation(LabelledAlarms(alarms: far, labels: labels, runs: runs)))
    #expect(result.precision == nil && result.recall == 0 && result.f1 == 0)
    #expect(Affiliation(LabelledAlarms(alarms: far, labels: far.map { _ in false }, runs: runs)) == nil)
  }
}
