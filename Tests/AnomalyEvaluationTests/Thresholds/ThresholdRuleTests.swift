import AnomalyData
@testable import AnomalyEvaluation
import Foundation
import Testing

@Suite struct ThresholdRuleTests {
  private static let rules: [ThresholdRule] = [
    .percentile(99.5), .blocks(90), .sigma(3), .mad(3.5), .iqr(1.5), .tail(0.001), .perDay(0.5), .bestF1,
  ]

  @Test func aRuleIsReadAsItIsWritten() throws {
    for rule in Self.rules {
      #expect(ThresholdRule(rule.text) == rule)
      #expect(try JSONDecoder().decode([ThresholdRule].self, from: JSONEncoder().encode([rule])) == [rule])
    }
    for text in [
      "", "sigma", "sigma:", "sigma:0", "sigma:-1", "sigma:x", "sigma:inf", "percentile:100", "tail:0.1", "blocks:0",
      "mean:3", "sigma:3:4", "per-day:nan", "best-f1:1", "best",
    ] {
      #expect(ThresholdRule(text) == nil, "\(text)")
    }
  }

  /// 1...9: mean 5, variance 60/9, median 5, median deviation 2, quartiles 3 and 7.
  @Test func momentsAndOrderStatisticsAreThoseOfTheTextbook() throws {
    let scores = CalibrationScores((1...9).map(Float.init))
    #expect(abs(Double(try Threshold(.sigma(2), calibration: scores).value) - (5 + 2 * (60.0 / 9).squareRoot())) < 1e-6)
    #expect(abs(Double(try Threshold(.mad(1), calibration: scores).value) - (5 + 1.4826 * 2)) < 1e-6)
    #expect(try Threshold(.iqr(1.5), calibration: scores).value == 13)
    #expect(try Threshold(.iqr(0.25), calibration: scores).exceededCount == 1)
    #expect(try Threshold(.sigma(2), calibration: scores).falseAlarmBound == nil)
    #expect(
      try Threshold(.iqr(0.25), calibration: scores).note
        == "Upper quartile and 0.25 interquartile ranges of 9 calibration scores, of which 1 lie above: no rate is promised."
    )
  }

  /// Blocks of 3 in runs of 7 and 2: maxima of 1, 2, 3 and of 4, 5, 6, 7, and of the short run.
  @Test func blocksTakeTheLargestScoreOfIndependentStretches() throws {
    let scores = CalibrationScores([3, 1, 2, 7, 4, 5, 6, 9, 8], runs: [7, 2], independence: 3)
    let threshold = try Threshold(.blocks(50), calibration: scores)
    #expect(threshold.value == 7)
    #expect(threshold.sampleCount == 3)
    #expect(threshold.falseAlarmBound == 0.5)
    let strict = try Threshold(.blocks(90), calibration: scores)
    #expect(strict.value == 9)
    #expect(strict.isLimitedBySampleCount)
    #expect(strict.note.contains("9 blocks would be enough"))
  }

  /// Exponential scores: the score exceeded with probability q is −ln q.
  @Test(arguments: [1e-3, 1e-4])
  func aTailReachesBeyondTheScoresSeen(probability: Double) throws {
    var source = RandomSource(seed: 5)
    var ratios: [Double] = []
    for _ in 0..<40 {
      let scores = (0..<1000).map { _ in Float(-log(1 - source.uniform())) }
      let threshold = try Threshold(.tail(probability), calibration: CalibrationScores(scores))
      ratios.append(Double(threshold.value) / -log(probability))
      #expect(!threshold.isLimitedBySampleCount)
    }
    let median = ratios.sorted()[20]
    #expect((0.9...1.1).contains(median), "\(median)")
  }

  @Test func aTailOfEqualOrFewScoresTakesTheLargest() throws {
    let equal = try Threshold(.tail(0.001), calibration: CalibrationScores([Float](repeating: 2, count: 100)))
    #expect(equal.value == 2)
    #expect(equal.isLimitedBySampleCount)
    let few = try Threshold(.tail(0.001), calibration: CalibrationScores([1, 2, 3]))
    #expect(few.value == 3)
    #expect(few.note.contains("too few"))
  }

  /// Alarms a day on streams whose scores stay high for some samples: what fresh streams show is within a factor of two
  /// of what was asked for in at least four of five cases.
  @Test(arguments: [24.0, 4.0, 1.0])
  func alarmsADayAreWhatWasAskedFor(alarms: Double) throws {
    var isKept = 0
    for seed in 0..<20 {
      // One sample a minute; calibrated on ten days, watched for as long as thirty alarms should take.
      let calibration = CalibrationScores(Self.stream(10 * 1440, seed: UInt64(seed)), independence: 16, perDay: 1440)
      let threshold = try Threshold(.perDay(alarms), calibration: calibration)
      let days = 30 / alarms
      let fresh = CalibrationScores(Self.stream(Int(days * 1440), seed: 1000 + UInt64(seed)), independence: 16)
      let found = Double(fresh.peaks(above: threshold.value).count)
      if (15...60).contains(found) { isKept += 1 }
    }
    #expect(isKept >= 16)
  }

  /// Pairs of spikes 6 apart with at most 1.5 between them, exponential in height: one alarm at thresholds below, two above.
  @Test(arguments: [(40.0, 2000, 30...40), (4.0, 200, 2...6)])
  func alarmsAreCountedAtTheThresholdItself(count: Double, blocks: Int, expected: ClosedRange<Int>) throws {
    var found: [Int] = []
    for seed in 0..<9 {
      var source = RandomSource(seed: UInt64(seed))
      let scores = (0..<blocks).flatMap { _ -> [Float] in
        var block = (0..<100).map { _ in Float(source.uniform() / 100) }
        if source.uniform() < 0.3 {
          let height = Float(-log(1 - source.uniform()))
          for place in 31..<36 { block[place] = min(height, 1.5) * 0.999 }
          (block[30], block[36]) = (height, height * 1.001)
        }
        return block
      }
      let calibration = CalibrationScores(scores, independence: 4, perDay: Double(scores.count))
      let threshold = try Threshold(.perDay(count), calibration: calibration)
      found.append(calibration.peaks(above: threshold.value).count)
    }
    #expect(expected.contains(found.sorted()[4]), "\(found)")
  }

  @Test func theOracleHasTheBestF1OfItsLabels() throws {
    var scores = CalibrationScores([1, 2, 3, 4])
    #expect(throws: EvaluationError.noLabelledFaults) { try Threshold(.bestF1, calibration: scores) }
    scores.labelled = try LabelledScores(
      scores: [1, 2, 5, 3, 6, 4], labels: [false, false, true, false, true, false])
    let threshold = try Threshold(.bestF1, calibration: scores)
    #expect(threshold.value == 4 && threshold.oracleF1 == 1 && threshold.exceededCount == 0)
    #expect(threshold.note.hasPrefix("Oracle: chosen on labels, F1 1 on these 6 scores"))
    scores.labelled = try LabelledScores(scores: [1, 2], labels: [false, false])
    #expect(throws: EvaluationError.noLabelledFaults) { try Threshold(.bestF1, calibration: scores) }
    // Where every row must alarm, none is quiet.
    scores.labelled = try LabelledScores(scores: [1, 2], labels: [true, true])
    #expect(try Threshold(.bestF1, calibration: scores).value == 0)
  }

  @Test func smoothingMakesBlocksLonger() {
    #expect(CalibrationScores.independence(window: 16, stride: 1) == 16)
    #expect(CalibrationScores.independence(window: 16, stride: 4) == 4)
    #expect(CalibrationScores.independence(window: 16, stride: 4, memory: 9) == 13)
  }

  @Test func alarmsADayNeedTheTimeBetweenSamples() {
    #expect(throws: EvaluationError.unknownSamplePeriod) {
      try Threshold(.perDay(1), calibration: CalibrationScores([1, 2, 3]))
    }
  }

  /// Squares of an autoregressive process averaged over windows of 16.
  private static func stream(_ count: Int, seed: UInt64) -> [Float] {
    var source = RandomSource(seed: seed)
    var state = 0.0
    var squares: [Double] = []
    for _ in 0..<count + 16 {
      state = 0.6 * state + source.normal()
      squares.append(state * state)
    }
    var sum = squares[..<16].reduce(0, +)
    return (16..<squares.count).map { index in
      sum += squares[index] - squares[index - 16]
      return Float(sum / 16)
    }
  }
}
