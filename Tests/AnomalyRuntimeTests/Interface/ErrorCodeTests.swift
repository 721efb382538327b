import AnomalyExport
import AnomalyFormat
import AnomalyRuntime
import SampleModels
import Testing

/// For each error one call through the C interface that gives exactly that error.
@Suite struct ErrorCodeTests {
  private static func blob(_ precision: Precision = .int8) throws -> [UInt8] {
    try SampleModel.tiny.export(precision).bytes
  }

  /// A blob with one byte changed and the checksum right.
  private static func changed(_ offset: Int, to value: UInt8) throws -> [UInt8] {
    var bytes = try blob()
    bytes[offset] = value
    return sealed(bytes)
  }

  private static func offset(of section: Section, in bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { Int($0.load(as: BlobHeader.self).sections[section].offset) }
  }

  private static func changed(_ section: Section, _ place: Int, to value: UInt8) throws -> [UInt8] {
    try changed(offset(of: section, in: blob()) + place, to: value)
  }

  /// Makes the call that gives `error`.
  private func provoke(_ error: RuntimeError, _ build: RuntimeBuild) throws {
    let functions = try build.functions
    func detector() throws -> Detector { try build.detector(Self.blob()) }
    func initialize(_ bytes: [UInt8]) throws { _ = try build.detector(bytes) }
    switch error {
    case .null: try check(functions.reset(nil))
    case .blobAlignment:
      let detector = try detector()
      let info = GuardedMemory(MemoryLayout<BlobInfo>.size)
      try check(functions.inspect(detector.blob.start + 4, UInt(detector.blob.count - 4), info.start))
    case .blobShort: try initialize(Array(Self.blob().dropLast(64)))
    case .blobMagic: try initialize([UInt8](repeating: 0, count: 512))
    case .blobVersion: try initialize(Self.changed(8, to: 200))
    case .blobChecksum:
      var bytes = try Self.blob()
      bytes[bytes.count - 1] ^= 1
      try initialize(bytes)
    case .blobHeader: try initialize(Self.changed(40, to: 0))
    case .blobSection: try initialize(Self.changed(128, to: 1))
    case .blobColumn: try initialize(Self.changed(.columns, 31, to: 1))
    case .blobProgram: try initialize(Self.changed(.program, 0, to: 77))
    case .blobTensor: try initialize(Self.changed(.tensors, 0, to: 0x80))
    case .blobScore: try initialize(Self.changed(111, to: 0x7F))
    case .sessionShort:
      let detector = try detector()
      try check(
        functions.initialize(
          detector.session.start, UInt(detector.session.count - 1), detector.blob.start, UInt(detector.blob.count)))
    case .sessionAlignment:
      let detector = try detector()
      let memory = GuardedMemory(detector.session.count + 16)
      try check(
        functions.initialize(
          memory.start + 8, UInt(detector.session.count), detector.blob.start, UInt(detector.blob.count)))
    case .sessionInvalid:
      let memory = GuardedMemory(4096)
      try check(functions.reset(memory.start))
    case .count: _ = try detector().score([1, 2, 3])
    case .nothingScored: _ = try detector().contributions()
    case .noMemoryLayer:
      let detector = try build.detector(SampleModel(window: 2, columns: 2, hidden: [2]).export(.int8).bytes)
      _ = try detector.score([1, 2, 3, 4])
      var weights: [Float] = [0]
      try check(functions.attention(detector.session.start, &weights, 1))
    case .savedShort:
      let detector = try detector()
      try detector.restore(Array(detector.save().dropLast()))
    case .savedChecksum:
      let detector = try detector()
      var saved = try detector.save()
      saved[saved.count - 1] ^= 1
      try detector.restore(saved)
    case .savedBlob: try detector().restore(build.detector(Self.blob(.none)).save())
    case .selfTest: try build.detector(Self.changed(.selfTest, 0, to: 0x55)).selfTest()
    case .threshold: try detector().setThresholds(warn: 2, alarm: 1)
    case .unfinished:
      let detector = try detector()
      for _ in 0..<3 { try check(functions.add(detector.session.start, [1, 2], 2)) }
      _ = try detector.push([1, 2])
    case .nothingDue:
      let detector = try detector()
      _ = try detector.step(1)
    }
  }

  @Test(arguments: RuntimeError.allCases, RuntimeBuild.allCases)
  func everyErrorCanBeProvoked(error: RuntimeError, build: RuntimeBuild) {
    #expect(throws: error) { try provoke(error, build) }
  }

  @Test(arguments: RuntimeBuild.allCases)
  func everyCodeHasItsSentence(build: RuntimeBuild) throws {
    let functions = try build.functions
    for error in RuntimeError.allCases {
      #expect(String(cString: functions.errorString(error.rawValue)) == error.text.description)
    }
    for code: Int32 in [0, 1, 2, -1000, .min, .max] { #expect(functions.errorString(code)[0] != 0) }
    #expect(functions.version() == RuntimeVersion.packed)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func wrongCountsAreErrors(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.blob())
    let c = detector.functions
    let session = detector.session.start
    let result = GuardedMemory(WindowResult.byteCount)
    let floats = [Float](repeating: 0, count: 64)
    let readings = [Int16](repeating: 0, count: 64)
    var values = floats
    _ = try detector.score(Array(floats[..<6]))
    let before = try detector.save()
    for count: UInt in [0, 1, 4, 5, 7, 64, .max] {
      let codes = [
        c.push(session, floats, count, result.start), c.pushReadings(session, readings, count, result.start),
        c.add(session, floats, count), c.addReadings(session, readings, count),
        c.score(session, floats, count, result.start), c.scoreReadings(session, readings, count, result.start),
        c.contributions(session, &values, count), c.reconstruction(session, &values, count),
        c.attention(session, &values, count), c.scoreMany(session, 1, floats, count, result.start),
        c.scoreMany(session, count == 1 ? 0 : count, floats, 6, result.start),
      ]
      #expect(codes.allSatisfy { $0 == RuntimeError.count.rawValue })
    }
    #expect(try detector.save() == before)
  }

  /// After an error of init or restore the memory is untouched.
  @Test(arguments: RuntimeBuild.allCases)
  func errorsLeaveTheMemoryAlone(build: RuntimeBuild) throws {
    let detector = try build.detector(Self.blob())
    let saved = try detector.save()
    let c = detector.functions
    let memory = GuardedMemory([UInt8](repeating: 0xA5, count: detector.session.count))
    let size = UInt(memory.count)
    let blobBytes = UInt(detector.blob.count)
    let codes = [
      c.initialize(memory.start, size - 1, detector.blob.start, blobBytes),
      c.initialize(memory.start, size, detector.blob.start, blobBytes - 64),
      c.restore(memory.start, size - 1, detector.blob.start, blobBytes, saved, size),
      c.restore(memory.start, size, detector.blob.start, blobBytes, saved, size - 1),
      c.restore(memory.start, size, detector.blob.start, blobBytes, saved, 8),
    ]
    #expect(codes.allSatisfy { $0 < 0 })
    #expect(UnsafeRawBufferPointer(start: memory.start, count: memory.count).allSatisfy { $0 == 0xA5 })
  }

  @Test(arguments: RuntimeBuild.allCases)
  func inspectDescribesTheBlob(build: RuntimeBuild) throws {
    let export = try SampleModel.tiny.export(.fp16)
    let info = try build.detector(export.bytes).info
    #expect(info.formatVersion == FormatVersion.packed)
    #expect(Int(info.blobBytes) == export.bytes.count)
    #expect(info.sessionAlignment == 16)
    #expect((info.columns, info.window, info.stride) == (2, 3, 1))
    #expect(info.precision == 2)
    #expect(info.memorySlots == 3)
    // 6·3 + 3·3 + 3·3 + 3·6
    #expect(info.macs == 54)
    #expect((info.warn, info.alarm) == (export.levels.warn.value, export.levels.alarm.value))
  }
}
