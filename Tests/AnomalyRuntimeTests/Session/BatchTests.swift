import AnomalyExport
import AnomalyRuntime
import SampleModels
import Testing

@Suite struct BatchTests {
  private static let models = [
    SampleModel(window: 6, columns: 3, hidden: [12, 5], slots: 4, isCosine: false),
    SampleModel.transformer(window: 4, columns: 2, width: 4, heads: 2),
  ]

  @Test(arguments: Precision.allCases, RuntimeBuild.allCases)
  func manyWindowsScoreAsEachAlone(precision: Precision, build: RuntimeBuild) throws {
    for model in Self.models {
      let detector = try build.detector(model.export(precision).bytes)
      var windows = model.windows(9, seed: 110)
      windows[2][3] = .nan
      windows[5] = windows[5].map { _ in .nan }
      windows[7][0] = 1e20
      let expected = try windows.map { try detector.score($0) }
      for count in [1, 2, 9] {
        let bytes = Int(detector.info.sessionBytes)
        let sessions = GuardedMemory(count * bytes)
        for index in 0..<count {
          try check(
            detector.functions.initialize(
              sessions.start + index * bytes, UInt(bytes), detector.blob.start, UInt(detector.blob.count)))
        }
        let results = GuardedMemory(count * WindowResult.byteCount)
        let values = windows[..<count].flatMap { $0 }
        try check(
          detector.functions.scoreMany(sessions.start, UInt(count), values, UInt(values.count), results.start))
        for index in 0..<count {
          #expect(WindowResult(at: results.start + index * WindowResult.byteCount) == expected[index])
        }
      }
    }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func oneSessionThatIsNoneStopsAll(build: RuntimeBuild) throws {
    let detector = try build.detector(SampleModel.tiny.export(.int8).bytes)
    let other = try build.detector(SampleModel.tiny.export(.int8).bytes)
    let bytes = detector.session.count
    let sessions = GuardedMemory(3 * bytes)
    let results = GuardedMemory(3 * WindowResult.byteCount)
    let values = [Float](repeating: 1, count: 18)
    func initialise(_ index: Int, _ detector: Detector) throws {
      try check(
        detector.functions.initialize(
          sessions.start + index * bytes, UInt(bytes), detector.blob.start, UInt(detector.blob.count)))
    }
    func scoreAll() -> Int32 {
      detector.functions.scoreMany(sessions.start, 3, values, 18, results.start)
    }
    try initialise(0, detector)
    try initialise(1, detector)
    #expect(scoreAll() == RuntimeError.sessionInvalid.rawValue)
    // The same bytes at another place are another blob.
    try initialise(2, other)
    let before = Array(UnsafeRawBufferPointer(start: sessions.start, count: sessions.count))
    #expect(scoreAll() == RuntimeError.sessionInvalid.rawValue)
    #expect(Array(UnsafeRawBufferPointer(start: sessions.start, count: sessions.count)) == before)
    try initialise(2, detector)
    #expect(scoreAll() == 0)
  }
}
