import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct StepTests {
  /// Several operations, a memory's attention among them.
  private static let model = SampleModel(window: 4, columns: 2, hidden: [8, 4], slots: 5, isCosine: true)

  private static func samples() -> [[Float]] {
    let values = model.windows(5, seed: 90).flatMap { $0 }
    return stride(from: 0, to: values.count, by: 2).map { Array(values[$0..<$0 + 2]) }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func stepsOfAnyLengthGiveTheResultOfAPush(precision: Precision, build: RuntimeBuild) throws {
    let bytes = try Self.model.export(precision).bytes
    for length: UInt32 in [1, 2, 3, 100, .max] {
      let pushed = try build.detector(bytes)
      let stepped = try build.detector(bytes)
      let operations = pushed.info.operations
      #expect(operations > 3)
      for sample in Self.samples() {
        let expected = try pushed.push(sample)
        let code = stepped.add(sample)
        #expect(code == (expected == nil ? 0 : 2))
        if code == 0 { continue }
        for _ in 0..<(operations - 1) / min(length, operations) { #expect(try stepped.step(length) == nil) }
        #expect(try stepped.step(length) == expected)
        #expect(try stepped.contributions() == pushed.contributions())
      }
      #expect(try stepped.save() == pushed.save())
    }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func aWindowThatWaitsHoldsFurtherSamplesOff(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(.int8).bytes)
    let samples = Self.samples()
    for sample in samples[..<3] { #expect(detector.add(sample) == 0) }
    #expect(detector.add(samples[3]) == 2)
    #expect(throws: RuntimeError.unfinished) { try check(detector.add(samples[4])) }
    #expect(try detector.step(0) == nil)
    #expect(try detector.step(2) == nil)
    #expect(throws: RuntimeError.unfinished) { try detector.push(samples[4]) }
    #expect(throws: RuntimeError.unfinished) { try detector.save() }
    #expect(throws: RuntimeError.nothingScored) { try detector.contributions() }
    let expected = try build.detector(Self.model.export(.int8).bytes).score(Array(samples[..<4].joined()))
    #expect(try detector.step(.max)?.score == expected.score)
    #expect(throws: RuntimeError.nothingDue) { try detector.step(1) }
    // Giving up a window that waits.
    #expect(detector.add(samples[4]) == 2)
    try detector.gap(1)
    #expect(detector.add(samples[5]) == 0)
    #expect(throws: RuntimeError.nothingDue) { try detector.step(1) }
    for sample in samples[6..<9] { _ = detector.add(sample) }
    try detector.reset()
    #expect(detector.add(samples[5]) == 0)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func aGapBeginsTheWindowAnew(build: RuntimeBuild) throws {
    var model = Self.model
    model.stride = 3
    let bytes = try model.export(.int8).bytes
    let samples = Self.samples()
    let detector = try build.detector(bytes)
    for sample in samples[..<6] { _ = try detector.push(sample) }
    try detector.gap(10)
    let fresh = try build.detector(bytes)
    for (row, sample) in samples[6...].enumerated() {
      let result = try detector.push(sample)
      #expect(result?.score == (try fresh.push(sample))?.score)
      #expect((result != nil) == (row >= 3 && row % 3 == 0))
      if let result { #expect(result.sample == UInt64(6 + 10 + row + 1)) }
    }
  }
}
