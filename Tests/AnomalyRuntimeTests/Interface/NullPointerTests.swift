import AnomalyRuntime
import SampleModels
import Testing

@Suite struct NullPointerTests {
  /// NULL in place of each pointer of each function, all else valid.
  @Test(arguments: RuntimeBuild.allCases)
  func everyNullIsAnError(build: RuntimeBuild) throws {
    let detector = try build.detector(SampleModel.tiny.export(.int8).bytes)
    let c = detector.functions
    let session = detector.session.start
    let size = UInt(detector.session.count)
    let blob = detector.blob.start
    let blobBytes = UInt(detector.blob.count)
    let memory = GuardedMemory(256)
    let floats = [Float](repeating: 0, count: 6)
    let readings = [Int16](repeating: 0, count: 6)
    var values = floats
    var slots = [UInt32](repeating: 0, count: 6)
    let saved = try detector.save()
    let before = saved
    let codes = [
      c.inspect(nil, blobBytes, memory.start), c.inspect(blob, blobBytes, nil),
      c.initialize(nil, size, blob, blobBytes), c.initialize(session, size, nil, blobBytes),
      c.push(nil, floats, 2, memory.start), c.push(session, nil, 2, memory.start), c.push(session, floats, 2, nil),
      c.pushReadings(nil, readings, 2, memory.start), c.pushReadings(session, nil, 2, memory.start),
      c.pushReadings(session, readings, 2, nil),
      c.add(nil, floats, 2), c.add(session, nil, 2), c.addReadings(nil, readings, 2), c.addReadings(session, nil, 2),
      c.step(nil, 1, memory.start), c.step(session, 1, nil), c.gap(nil, 1), c.health(nil, memory.start),
      c.health(session, nil), c.scoreMany(nil, 1, floats, 6, memory.start),
      c.scoreMany(session, 1, nil, 6, memory.start), c.scoreMany(session, 1, floats, 6, nil),
      c.prototypes(nil, &slots, &values, 1), c.prototypes(session, nil, &values, 1),
      c.prototypes(session, &slots, nil, 1),
      c.score(nil, floats, 6, memory.start), c.score(session, nil, 6, memory.start), c.score(session, floats, 6, nil),
      c.scoreReadings(nil, readings, 6, memory.start), c.scoreReadings(session, nil, 6, memory.start),
      c.scoreReadings(session, readings, 6, nil),
      c.contributions(nil, &values, 2), c.contributions(session, nil, 2),
      c.reconstruction(nil, &values, 6), c.reconstruction(session, nil, 6),
      c.attention(nil, &values, 3), c.attention(session, nil, 3),
      c.reset(nil), c.setThresholds(nil, 0, 1), c.selfTest(nil),
      c.save(nil, memory.start, size), c.save(session, nil, size),
      c.restore(nil, size, blob, blobBytes, saved, size), c.restore(session, size, nil, blobBytes, saved, size),
      c.restore(session, size, blob, blobBytes, nil, size),
    ]
    for (index, code) in codes.enumerated() { #expect(code == RuntimeError.null.rawValue, "call \(index)") }
    #expect(try detector.save() == before)
  }

  @Test(arguments: RuntimeBuild.allCases)
  func columnTextsAreNullWhereThereIsNone(build: RuntimeBuild) throws {
    let detector = try build.detector(SampleModel.tiny.export(.int8).bytes)
    let c = detector.functions
    #expect(c.columnName(nil, 0) == nil)
    #expect(c.columnUnit(nil, 0) == nil)
    for column: UInt32 in [2, .max] {
      #expect(c.columnName(detector.session.start, column) == nil)
      #expect(c.columnUnit(detector.session.start, column) == nil)
    }
    #expect(c.columnName(detector.session.start, 1).map { String(cString: $0) } == "Column 1")
    #expect(c.columnUnit(detector.session.start, 1).map { String(cString: $0) } == "u1")
    #expect(c.columnUnit(detector.session.start, 0).map { String(cString: $0) } == "")
  }
}
