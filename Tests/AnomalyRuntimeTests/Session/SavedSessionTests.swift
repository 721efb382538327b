import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct SavedSessionTests {
  private static var model: SampleModel {
    var model = SampleModel(window: 5, columns: 2, hidden: [6, 3], slots: 4, isCosine: true)
    model.stride = 2
    return model
  }

  private static func samples() -> [[Float]] {
    let values = model.windows(6, seed: 40).flatMap { $0 }
    return stride(from: 0, to: values.count, by: 2).map { Array(values[$0..<$0 + 2]) }
  }

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func restoredStreamGoesOnWithTheSameBits(precision: Precision, build: RuntimeBuild) throws {
    let bytes = try Self.model.export(precision).bytes
    let samples = Self.samples()
    let uninterrupted = try build.detector(bytes)
    let expected = try samples.map { try uninterrupted.push($0) }
    for cut in samples.indices {
      let first = try build.detector(bytes)
      var results = try samples[..<cut].map { try first.push($0) }
      let second = try build.detector(bytes)
      try second.restore(first.save())
      results += try samples[cut...].map { try second.push($0) }
      #expect(results == expected)
    }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func savedBytesAndThresholdsAndExplanationsComeBack(build: RuntimeBuild) throws {
    let bytes = try Self.model.export(.int8).bytes
    let first = try build.detector(bytes)
    try first.setThresholds(warn: 0, alarm: 0)
    _ = try first.score(Self.model.windows(1, seed: 41)[0])
    let second = try build.detector(bytes)
    try second.restore(first.save())
    #expect(try second.save() == first.save())
    #expect(try second.contributions() == first.contributions())
    #expect(try second.attention() == first.attention())
    #expect(try second.score(Self.model.windows(1, seed: 42)[0]).verdict == Verdict.alarm.rawValue)
  }

  @Test func oneBuildRestoresWhatTheOtherSaved() throws {
    let bytes = try Self.model.export(.int8).bytes
    let ordinary = try RuntimeBuild.ordinary.detector(bytes)
    let shared = try RuntimeBuild.sharedLibrary.detector(bytes)
    for sample in Self.samples() { #expect(try ordinary.push(sample) == shared.push(sample)) }
    #expect(try ordinary.save() == shared.save())
    try shared.restore(ordinary.save())
    for sample in Self.samples() { #expect(try ordinary.push(sample) == shared.push(sample)) }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func everyDamagedByteIsFound(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(.int8).bytes)
    for sample in Self.samples() { _ = try detector.push(sample) }
    let saved = try detector.save()
    for place in saved.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = saved
        damaged[place] ^= change
        #expect(throws: RuntimeError.self) { try detector.restore(damaged) }
      }
    }
    // After an error the session is as it was.
    #expect(try detector.save() == saved)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func memcpyIsASecondSession(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.model.export(.int8).bytes)
    let samples = Self.samples()
    for sample in samples[..<10] { _ = try detector.push(sample) }
    let copy = GuardedMemory(detector.session.count)
    copy.start.copyMemory(from: detector.session.start, byteCount: copy.count)
    let expected = try samples[10...].map { try detector.push($0) }
    let results = try samples[10...].map { sample in
      let result = UnsafeMutableRawPointer.allocate(byteCount: WindowResult.byteCount, alignment: 8)
      defer { result.deallocate() }
      let code = try build.functions.push(copy.start, sample, 2, result)
      return code == 1 ? result.load(as: Float.self) : nil
    }
    #expect(results == expected.map { $0?.score })
    #expect(results.contains { $0 != nil })
  }
}
