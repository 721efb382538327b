import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct ThresholdTests {
  /// ⌈200 · 0.995⌉ = 199 of 199, ⌈200 · 0.98⌉ = 196, ⌈1000 · 0.999⌉ = 999, ⌈10 · 0.5⌉ = 5.
  @Test(arguments: [(199, 99.5, 199), (199, 98.0, 196), (999, 99.9, 999), (9, 50.0, 5), (100, 98.0, 99)])
  func conformalRank(count: Int, percent: Double, rank: Int) throws {
    let scores = (1...count).reversed().map(Float.init)
    let threshold = try Threshold(.percentile(percent), calibration: CalibrationScores(scores))
    #expect(threshold.value == Float(rank))
    #expect(!threshold.isLimitedBySampleCount)
    #expect(abs(try #require(threshold.falseAlarmBound) - (1 - percent / 100)) < 1e-12)
  }

  @Test func tooFewScoresTakeTheLargestAndSaySo() throws {
    let threshold = try Threshold(.percentile(99.5), calibration: CalibrationScores((1...198).map(Float.init)))
    #expect(threshold.value == 198)
    #expect(threshold.isLimitedBySampleCount)
    #expect(threshold.falseAlarmBound == 1.0 / 199)
    #expect(
      threshold.note == "198 calibration scores are too few for percentile 99.5, so the largest was taken: expect at"
        + " most 1 false alarm in 199 normal windows; 199 scores would be enough.")
  }

  @Test func theNoteStatesTheGuarantee() throws {
    let threshold = try Threshold(.percentile(98), calibration: CalibrationScores((1...600).map(Float.init)))
    #expect(
      threshold.note
        == "Percentile 98 of 600 calibration scores: expect at most 1 false alarm in 50 normal windows.")
  }

  /// The share of fresh scores above the threshold, averaged over many calibrations, keeps the promise.
  @Test func theGuaranteeHoldsOnAverage() throws {
    var source = RandomSource(seed: 11)
    var alarms = 0
    for _ in 0..<400 {
      let threshold = try Threshold(
        .percentile(90), calibration: CalibrationScores((0..<39).map { _ in Float(source.normal()) }))
      for _ in 0..<100 where Float(source.normal()) > threshold.value { alarms += 1 }
    }
    // Expected exactly 0.1 of 40,000; the calibrations' spread makes its standard deviation about 95.
    #expect((3_600...4_400).contains(alarms))
  }

  @Test func badInputIsRejected() {
    #expect(throws: EvaluationError.noScores) { try Threshold(.defaultAlarm, calibration: CalibrationScores([])) }
    #expect(throws: EvaluationError.scoreIsNaN(row: 1)) {
      try Threshold(.defaultAlarm, calibration: CalibrationScores([1, .nan]))
    }
    #expect(throws: EvaluationError.scoreIsInfinite(row: 0)) {
      try Threshold(.defaultAlarm, calibration: CalibrationScores([.infinity]))
    }
    for percent in [0.0, 100, -1, .nan] {
      #expect(throws: EvaluationError.self) { try Threshold(.percentile(percent), calibration: CalibrationScores([1])) }
    }
  }

  @Test func warnNeverLiesAboveAlarm() throws {
    let scores = (1...500).map(Float.init)
    let levels = try AlarmLevels(calibration: CalibrationScores(scores))
    #expect(levels.warn.value == 491 && levels.alarm.value == 499)
    #expect(throws: EvaluationError.levelsReversed(warn: 451, alarm: 251)) {
      try AlarmLevels(warn: .percentile(90), alarm: .percentile(50), calibration: CalibrationScores(scores))
    }
  }
}
