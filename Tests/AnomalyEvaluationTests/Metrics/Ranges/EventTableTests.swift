import AnomalyEvaluation
import Testing

@Suite struct EventTableTests {
  private let labels = [false, true, true, true, false, false, true, false, true, true]

  @Test func foundMissedDelayAndPeak() throws {
    let table = try EventTable(
      scores: [9, 0, 2, 5, 7, 0, 0, 6, 5, 5], labels: labels, threshold: 1)
    #expect(table.events.map(\.rows) == [1..<4, 6..<7, 8..<10])
    #expect(table.events.map(\.delay) == [1, nil, 0])
    #expect(table.events.map(\.peakScore) == [5, 0, 5])
    #expect(table.events.map(\.peakRow) == [3, 6, 8])
    #expect(table.foundCount == 2)
    // Rows 2–4 and 7–9 touch an event; row 0 touches none.
    #expect(table.falseAlarms == [0..<1])
  }

  @Test func alarmsNextToEachOtherAreOneFalseAlarm() throws {
    let table = try EventTable(scores: [2, 2, 0, 2], labels: [false, false, false, false], threshold: 1)
    #expect(table.events.isEmpty)
    #expect(table.falseAlarms == [0..<2, 3..<4])
  }

  @Test func rangesReachBothEndsAndStopBetweenRuns() {
    func ranges(_ labels: [Bool], _ runs: [Range<Int>]? = nil) -> [Range<Int>] {
      LabelledAlarms(alarms: labels, labels: labels, runs: runs).events
    }
    #expect(ranges([true, false, true]) == [0..<1, 2..<3])
    #expect(ranges([true, true]) == [0..<2])
    #expect(ranges([true, true, true], [0..<2, 2..<3]) == [0..<2, 2..<3])
    #expect(ranges([]) == [])
  }
}
