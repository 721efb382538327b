import AnomalyEvaluation
import Testing

@Suite struct ConfusionTests {
  @Test func countsAndRatesByHand() throws {
    let confusion = try Confusion(
      scores: [0.1, 0.9, 0.5, 0.7, 0.2, 0.8, 0.5], labels: [false, true, true, false, true, true, false], threshold: 0.5
    )
    #expect(
      confusion == Confusion(truePositives: 2, falsePositives: 1, trueNegatives: 2, falseNegatives: 2))
    #expect(confusion.accuracy == 4.0 / 7)
    #expect(confusion.precision == 2.0 / 3)
    #expect(confusion.recall == 0.5)
    #expect(confusion.f1 == 4.0 / 7)
    #expect(confusion.falseAlarmRate == 1.0 / 3)
    #expect(confusion.missedAlarmRate == 0.5)
  }

  @Test func aScoreEqualToTheThresholdIsQuiet() throws {
    let confusion = try Confusion(scores: [1], labels: [false], threshold: 1)
    #expect(confusion.falsePositives == 0)
  }

  @Test func emptyClassesHaveTheirDocumentedValues() {
    let nothing = Confusion(alarms: [], labels: [])
    #expect([nothing.accuracy, nothing.precision, nothing.recall, nothing.f1] == [1, 1, 1, 1])
    #expect([nothing.falseAlarmRate, nothing.missedAlarmRate] == [0, 0])
    let allMissed = Confusion(alarms: [false, false], labels: [true, true])
    #expect([allMissed.precision, allMissed.recall, allMissed.f1, allMissed.missedAlarmRate] == [0, 0, 0, 1])
    #expect(allMissed.falseAlarmRate == 0)
    let onlyFalse = Confusion(alarms: [true], labels: [false])
    #expect([onlyFalse.precision, onlyFalse.recall, onlyFalse.f1, onlyFalse.falseAlarmRate] == [0, 1, 0, 1])
  }

  @Test func badPairsAreRejectedInOneSentence() {
    #expect(throws: EvaluationError.countsDiffer(scores: 2, labels: 1)) {
      try Confusion(scores: [1, 2], labels: [true], threshold: 0)
    }
    #expect(throws: EvaluationError.scoreIsNaN(row: 1)) {
      try Confusion(scores: [1, .nan], labels: [true, false], threshold: 0)
    }
    #expect(
      EvaluationError.scoreIsNaN(row: 1).description
        == "expected a number as score of row 1, got NaN; leave rows without a score out")
  }
}
