import AnomalyExport
import AnomalyFormat
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct DecisionTests {
  private static let model = SampleModel(window: 4, columns: 2, hidden: [5, 2])

  /// Every kind of smoothing, with and without hysteresis and hold.
  static let rules: [DecisionRecord] = {
    var rules = [DecisionRecord()]
    for length: UInt8 in [2, 3, 20] {
      var rule = DecisionRecord()
      (rule.smoothing, rule.length) = (Smoothing.mean.rawValue, length)
      rules.append(rule)
    }
    for weight: Float in [0.05, 0.3, 1] {
      var rule = DecisionRecord()
      (rule.smoothing, rule.weight) = (Smoothing.ewma.rawValue, weight)
      rules.append(rule)
    }
    rules += rules.map { rule in
      var rule = rule
      rule.hysteresis = 0.4
      return rule
    }
    for (votes, length): (UInt8, UInt8) in [(1, 2), (2, 3), (5, 5), (7, 32), (32, 32)] {
      var rule = DecisionRecord()
      (rule.smoothing, rule.votes, rule.length) = (Smoothing.votes.rawValue, votes, length)
      rules.append(rule)
    }
    return rules.flatMap { rule in
      [0, 1, 5].map { (hold: UInt32) in
        var rule = rule
        rule.hold = hold
        return rule
      }
    }
  }()

  /// A stream whose scores rise above both thresholds and fall again, several times.
  static func samples(seed: UInt64) -> [[Float]] {
    let values = model.windows(40, seed: seed).flatMap { $0 }
    return stride(from: 0, to: values.count, by: 2).map { place in
      let row = place / 2
      let fault: Float = [0, 0, 1, 0, 2.5, 0.4, 0, 0][row / 20 % 8] * Float(row * 7 % 5) / 4
      return [values[place] + fault, values[place + 1] - fault]
    }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func everyVerdictIsThatOfTheReference(build: RuntimeBuild) throws {
    var seen: Set<[Int32]> = []
    for (index, rule) in Self.rules.enumerated() {
      let export = try Self.model.export(index % 2 == 0 ? .int8 : .none, decision: rule)
      let detector = try build.detector(export.bytes)
      var reference = DecisionReference(export.blob.blob)
      var last: Int32 = 0
      for (row, sample) in Self.samples(seed: 60 + UInt64(index)).enumerated() {
        if row == 90 {
          try detector.gap(7)
          reference.forget()
        }
        guard let result = try detector.push(sample) else { continue }
        let expected = reference.decide(result.score)
        #expect(result.smoothed.bitPattern == expected.smoothed.bitPattern, "rule \(index), row \(row)")
        #expect(result.verdict == expected.verdict, "rule \(index), row \(row)")
        seen.insert([last, result.verdict])
        last = result.verdict
      }
    }
    // Each step from one verdict to another was taken somewhere.
    #expect(seen.count == 9)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func aWindowScoredWholeIsComparedForItself(build: RuntimeBuild) throws {
    var rule = DecisionRecord()
    (rule.smoothing, rule.length, rule.hold) = (Smoothing.mean.rawValue, 8, 100)
    let detector = try build.detector(Self.model.export(.int8, decision: rule).bytes)
    let normal = Self.model.windows(1, seed: 70)[0]
    let before = try detector.score(normal)
    #expect(try detector.score(normal.map { $0 + 100 }).verdict == Verdict.alarm.rawValue)
    #expect(try detector.score(normal) == before)
    #expect(before.smoothed == before.score)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func unknownWindowsChangeNoVerdictThatStands(build: RuntimeBuild) throws {
    var rule = DecisionRecord()
    (rule.smoothing, rule.weight, rule.hold) = (Smoothing.ewma.rawValue, 0.5, 3)
    let detector = try build.detector(Self.model.export(.int8, decision: rule).bytes)
    for _ in 0..<4 { _ = try detector.push([50, 50]) }
    for _ in 0..<9 { #expect(try detector.push([.nan, .nan])?.verdict != Verdict.normal.rawValue) }
    #expect(try detector.push([.nan, .nan])?.verdict == Verdict.unknown.rawValue)
    for _ in 0..<4 { _ = try detector.push([50, 50]) }
    #expect(try detector.push([50, 50])?.verdict == Verdict.alarm.rawValue)
  }

  /// A stream that is saved in the middle of smoothing and hold goes on with the same bits.
  @Test(arguments: RuntimeBuild.allCases)
  func savedDecisionsGoOn(build: RuntimeBuild) throws {
    for rule in Self.rules where rule.hold == 5 {
      let bytes = try Self.model.export(.int8, decision: rule).bytes
      let samples = Self.samples(seed: 80)
      let whole = try build.detector(bytes)
      let expected = try samples.map { try whole.push($0) }
      let first = try build.detector(bytes)
      var results = try samples[..<97].map { try first.push($0) }
      let second = try build.detector(bytes)
      try second.restore(first.save())
      results += try samples[97...].map { try second.push($0) }
      #expect(results == expected)
    }
  }

  /// Thresholds and p-values are those of smoothed scores, so that smoothing does not hide every alarm.
  @Test func thresholdsAreCalibratedOnWhatTheyLookAt() throws {
    var rule = DecisionRecord()
    (rule.smoothing, rule.length) = (Smoothing.mean.rawValue, 16)
    let plain = try Self.model.export(.int8)
    let smoothed = try Self.model.export(.int8, decision: rule)
    #expect(smoothed.levels.warn.value < plain.levels.warn.value)
    // Runs of 20 and 12 windows: only behind the first 15 of a run does the mean know 16 scores.
    var reference = DecisionReference(smoothed.blob.blob)
    let expected = plain.calibrationScores.prefix(20).map { reference.decide($0).smoothed }.dropFirst(15)
    #expect(smoothed.calibrationScores == Array(expected))
  }

  @Test func smoothingOverMoreThanFollowsEachOtherIsRefused() throws {
    var rule = DecisionRecord()
    (rule.smoothing, rule.length) = (Smoothing.mean.rawValue, 21)
    #expect(throws: ExportError.shortRuns(longest: 20)) { try Self.model.export(.int8, decision: rule) }
    var model = try Self.model.model()
    model.record.calibrationRuns = nil
    rule.length = 2
    #expect(throws: ExportError.unknownRuns) { try Exporter(model).export(.int8, decision: rule) }
    model.record.isRowSamples = true
    #expect(throws: ExportError.decisionWithoutStream) { try Exporter(model).export(.int8, decision: rule) }
  }

  /// A score at the end of what float32 holds must not make every later one a NaN.
  @Test(arguments: RuntimeBuild.allCases)
  func averagesStayFinite(build: RuntimeBuild) throws {
    var rule = DecisionRecord()
    (rule.smoothing, rule.weight) = (Smoothing.ewma.rawValue, 1)
    let detector = try build.detector(Self.model.export(.none, decision: rule).bytes)
    for sample: [Float] in [
      [1, 1], [1e15, 1], [1e25, 1e30], [.infinity, -.infinity], [1, 1], [1, 1], [1, 1], [1, 1],
    ] {
      for _ in 0..<5 {
        guard let result = try detector.push(sample) else { continue }
        #expect(result.smoothed >= 0 && result.smoothed.isFinite)
      }
    }
    #expect(try detector.push([0, 10])?.smoothed ?? .infinity < 1e6)
  }
}
