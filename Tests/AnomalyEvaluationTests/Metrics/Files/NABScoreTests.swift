import AnomalyEvaluation
import Testing

@Suite struct NABScoreTests {
  private func recording(alarms: Set<Int>, windows: [Range<Int>] = [50..<60]) -> NABScore.Recording {
    NABScore.Recording(scores: (0..<100).map { alarms.contains($0) ? 1 : 0 }, windows: windows)
  }

  @Test func silenceIsZeroAndTheFirstRowOfTheWindowAHundred() {
    #expect(NABScore([recording(alarms: [])], above: 0).normalised == 0)
    #expect(isNear(NABScore([recording(alarms: [50])], above: 0).normalised!, 100))
    #expect(NABScore([recording(alarms: [50, 55, 59])], above: 0) == NABScore([recording(alarms: [50])], above: 0))
  }

  @Test func laterHitsEarnLessAndFalseAlarmsCost() {
    let rewards = [50, 54, 59].map { NABScore([recording(alarms: [$0])], above: 0).raw }
    #expect(rewards[0] > rewards[1] && rewards[1] > rewards[2] && rewards[2] > 0)
    // Before any window at full cost, behind one at growing cost.
    #expect(isNear(NABScore([recording(alarms: [20])], above: 0).raw, -1.11))
    let behind = [60, 63, 80].map { NABScore([recording(alarms: [$0])], above: 0).raw }
    #expect(behind[0] > behind[1] && behind[1] > behind[2] && behind[2] > -1.11)
    #expect(isNear(NABScore([recording(alarms: [95])], above: 0).raw, -1.11))
    #expect(isNear(NABScore([recording(alarms: [95])], above: 0, profile: .fewFalseAlarms).raw, -1.22))
    #expect(NABScore([recording(alarms: [])], above: 0, profile: .fewMisses).raw == -2)
  }

  @Test func nothingCountsInTheProbation() {
    #expect(NABScore([recording(alarms: Set(0..<15))], above: 0).normalised == 0)
    #expect(NABScore([recording(alarms: [], windows: [3..<9])], above: 0).normalised == nil)
    let long = NABScore.Recording(scores: (0..<10_000).map { $0 < 750 ? 1 : 0 }, windows: [5000..<5100])
    #expect(NABScore([long], above: 0).normalised == 0)
  }

  @Test func rowsWithoutAScoreNeverAlarm() {
    let scores = (0..<100).map { $0 < 70 ? -Float.infinity : 1 }
    let recording = NABScore.Recording(scores: scores, windows: [50..<60])
    // An alarm on every row would find the window; no score says so.
    #expect(NABScore.best([recording]).normalised == 0)
    #expect(NABScore([recording], above: -.infinity).raw < -1)
  }

  @Test func oneThresholdServesAllFiles() {
    let loud = NABScore.Recording(scores: (0..<100).map { $0 == 50 ? 3 : $0 % 2 == 0 ? 2 : 0 }, windows: [50..<60])
    let quiet = NABScore.Recording(scores: (0..<100).map { $0 == 50 ? 1 : 0 }, windows: [50..<60])
    let best = NABScore.best([loud, quiet])
    #expect(best.threshold == Float(3).nextDown)
    #expect(isNear(best.normalised!, 50))
    #expect(isNear(NABScore.best([quiet]).normalised!, 100))
  }
}
