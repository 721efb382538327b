import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct ScoringTests {
  private static let model = SampleModel(window: 6, columns: 3, hidden: [12, 5])

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func pushedWindowsScoreAsWholeOnes(precision: Precision, build: RuntimeBuild) throws {
    for stride in [1, 2, 5, 6, 9] {
      var model = Self.model
      model.stride = stride
      let bytes = try model.export(precision).bytes
      let stream = try build.detector(bytes)
      let whole = try build.detector(bytes)
      var samples = model.windows(8, seed: 21).flatMap { $0 }
      samples[40] = .nan
      var scored = 0
      for row in 0..<samples.count / model.columns {
        let first = row * model.columns
        let result = try stream.push(Array(samples[first..<first + model.columns]))
        let isDue = row + 1 >= model.window && (row + 1 - model.window) % stride == 0
        #expect((result != nil) == isDue)
        guard var result else { continue }
        #expect(result.sample == UInt64(row + 1))
        result.sample = 0
        let begin = first + model.columns - model.size
        #expect(try whole.score(Array(samples[begin..<begin + model.size])) == result)
        scored += 1
      }
      #expect(scored > 3)
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func beyondTheRangeAScoreNeverFalls(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    let window = Self.model.windows(1, seed: 3)[0]
    let largestInRange = try Self.model.windows(64, seed: 4).map { try detector.score($0).score }.max() ?? 0
    for place in window.indices {
      for sign: Float in [-1, 1] {
        var last: Float = 0
        for magnitude: Float in [1e2, 1e3, 1e4, 1e5, 1e6, 1e9, 1e15, 1e30, .greatestFiniteMagnitude, .infinity] {
          var disturbed = window
          disturbed[place] = sign * magnitude
          let result = try detector.score(disturbed)
          #expect(result.score >= last && result.score > largestInRange && result.score.isFinite)
          #expect(result.verdict == Verdict.alarm.rawValue)
          last = result.score
        }
      }
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func readingsScoreAsTheValuesTheyStandFor(precision: Precision, build: RuntimeBuild) throws {
    let export = try Self.model.export(precision, hasConverters: true)
    let detector = try build.detector(export.bytes)
    for window in Self.model.windows(4, seed: 5) {
      let readings = window.enumerated().map { place, value in
        Int16(((value - 10 * Float(place % 3)) * 1000 / Float(place % 3 + 1)).rounded())
      }
      let values = readings.enumerated().map { place, reading in
        let scaled = Float(reading) * (Float(place % 3 + 1) / 1000)
        return scaled + 10 * Float(place % 3)
      }
      #expect(try detector.score(readings: readings) == detector.score(values))
      try detector.reset()
      var last: WindowResult?
      for first in Swift.stride(from: 0, to: readings.count, by: 3) {
        last = try detector.push(readings: Array(readings[first..<first + 3]))
      }
      #expect(try last?.score == detector.score(values).score)
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func missingTargetsAreLeftOutOfTheScore(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    let columns = Self.model.columns
    for place in 0..<Self.model.size {
      var window = Self.model.windows(1, seed: 6)[0]
      window[place] = .nan
      let missing = try detector.score(window)
      #expect(missing.missing == 1)
      let expected = try detector.reconstruction()
      // The mean over the values that are there, from what the model expected.
      var sum = 0.0
      for other in window.indices where other != place {
        let gain = 0.5 / Double(other % columns + 1)
        sum += (Double(window[other] - expected[other]) * gain) * (Double(window[other] - expected[other]) * gain)
      }
      let mean = sum / Double(window.count - 1)
      #expect(abs(Double(missing.score) - mean) < 1e-3 * mean + 1e-6)
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func moreThanHalfMissingIsUnknown(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    var window = Self.model.windows(1, seed: 7)[0]
    for count in 1...window.count {
      window[count - 1] = count % 2 == 0 ? .nan : .signalingNaN
      let result = try detector.score(window)
      #expect(result.missing == UInt32(count))
      #expect((result.verdict == Verdict.unknown.rawValue) == (2 * count > window.count))
    }
    #expect(try detector.score(window).score == 0)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func resetBeginsANewStream(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(.int8).bytes)
    let samples = Self.model.windows(2, seed: 8).flatMap { $0 }
    func push(_ rows: Range<Int>) throws -> [WindowResult?] {
      try rows.map { try detector.push(Array(samples[$0 * 3..<$0 * 3 + 3])) }
    }
    let first = try push(0..<12)
    _ = try push(0..<4)
    try detector.reset()
    #expect(try push(0..<12) == first)
    // A whole window ends the stream as well.
    _ = try detector.score(Array(samples[0..<18]))
    #expect(try push(0..<12) == first)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func verdictsFollowTheThresholds(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(.int8).bytes)
    let window = Self.model.windows(1, seed: 9)[0]
    let score = try detector.score(window).score
    #expect(score > 0)
    func verdict(warn: Float, alarm: Float) throws -> Int32 {
      try detector.setThresholds(warn: warn, alarm: alarm)
      try detector.reset()
      return try detector.score(window).verdict
    }
    #expect(try verdict(warn: score, alarm: score) == Verdict.normal.rawValue)
    #expect(try verdict(warn: score.nextDown, alarm: score) == Verdict.warn.rawValue)
    #expect(try verdict(warn: 0, alarm: score.nextDown) == Verdict.alarm.rawValue)
    #expect(try verdict(warn: 0, alarm: 0) == Verdict.alarm.rawValue)
    for (warn, alarm): (Float, Float) in [
      (2, 1), (-1, 1), (.nan, 1), (0, .nan), (0, .infinity), (.infinity, .infinity), (-.infinity, 0),
    ] {
      #expect(throws: RuntimeError.threshold) { try detector.setThresholds(warn: warn, alarm: alarm) }
      #expect(try detector.score(window).verdict == Verdict.alarm.rawValue)
    }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func selfTestPassesAndResets(precision: Precision, build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(precision).bytes)
    try detector.selfTest()
    #expect(throws: RuntimeError.nothingScored) { try detector.contributions() }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func pValuesFallFromOneAsScoresRise(build: RuntimeBuild) throws {
    let export = try Self.model.export(.int8)
    let detector = try build.detector(export.bytes)
    let results = try Self.model.windows(64, seed: 10).map { try detector.score($0) }.sorted { $0.score < $1.score }
    for (low, high) in zip(results, results.dropFirst()) { #expect(low.pValue >= high.pValue) }
    #expect(results.allSatisfy { $0.pValue > 0 && $0.pValue <= 1 })
    // 32 calibration windows.
    #expect(try detector.score([Float](repeating: 1e9, count: 18)).pValue == Float(1.0 / 33))
  }
}
