public import AnomalyRuntime

/// A session behind the C interface, blob and session each in guarded memory.
public final class Detector {
  public let functions: CFunctions
  public let blob: GuardedMemory
  public let info: BlobInfo
  public let session: GuardedMemory

  /// - Errors: what `anomaly_inspect` or `anomaly_init` returns.
  public init(_ bytes: [UInt8], functions: CFunctions = .ordinary) throws {
    self.functions = functions
    blob = GuardedMemory(bytes)
    let memory = GuardedMemory(MemoryLayout<BlobInfo>.size)
    try check(functions.inspect(blob.start, UInt(blob.count), memory.start))
    info = memory.start.load(as: BlobInfo.self)
    session = GuardedMemory(Int(info.sessionBytes))
    try check(functions.initialize(session.start, UInt(session.count), blob.start, UInt(blob.count)))
  }

  public var valuesInWindow: Int { Int(info.window * info.columns) }

  public func score(_ window: [Float]) throws -> WindowResult {
    try WindowResult { functions.score(session.start, window, UInt(window.count), $0) }
  }

  public func score(readings: [Int16]) throws -> WindowResult {
    try WindowResult { functions.scoreReadings(session.start, readings, UInt(readings.count), $0) }
  }

  /// Pushes one sample; nil where no window was due.
  public func push(_ sample: [Float]) throws -> WindowResult? {
    var isReady = false
    let result = try WindowResult {
      let code = functions.push(session.start, sample, UInt(sample.count), $0)
      isReady = code == 1
      return code
    }
    return isReady ? result : nil
  }

  /// Pushes one sample of readings; nil where no window was due.
  public func push(readings: [Int16]) throws -> WindowResult? {
    var isReady = false
    let result = try WindowResult {
      let code = functions.pushReadings(session.start, readings, UInt(readings.count), $0)
      isReady = code == 1
      return code
    }
    return isReady ? result : nil
  }

  public func contributions() throws -> [Float] { try explain(functions.contributions, Int(info.columns)) }
  public func reconstruction() throws -> [Float] { try explain(functions.reconstruction, valuesInWindow) }
  public func attention() throws -> [Float] { try explain(functions.attention, Int(info.memorySlots)) }

  private func explain(_ function: CFunctions.Explain, _ count: Int) throws -> [Float] {
    var values = [Float](repeating: -1, count: count)
    try check(function(session.start, &values, UInt(count)))
    return values
  }

  public func reset() throws { try check(functions.reset(session.start)) }
  public func selfTest() throws { try check(functions.selfTest(session.start)) }

  public func setThresholds(warn: Float, alarm: Float) throws {
    try check(functions.setThresholds(session.start, warn, alarm))
  }

  public func save() throws -> [UInt8] {
    var saved = [UInt8](repeating: 0, count: session.count)
    try check(functions.save(session.start, &saved, UInt(saved.count)))
    return saved
  }

  /// Sets the session up from saved bytes.
  public func restore(_ saved: [UInt8]) throws {
    try check(
      functions.restore(
        session.start, UInt(session.count), blob.start, UInt(blob.count), saved, UInt(saved.count)))
  }
}

/// `anomaly_result`, read as the C header lays it out.
public struct WindowResult: Equatable, Sendable {
  public var score: Float
  public var pValue: Float
  public var verdict: Int32
  public var missing: UInt32
  public var sample: UInt64

  /// What `body` writes into 24 bytes that hold ones before.
  init(_ body: (UnsafeMutableRawPointer) -> Int32) throws {
    let memory = GuardedMemory(24)
    memory.start.initializeMemory(as: UInt8.self, repeating: 0xFF, count: 24)
    try check(body(memory.start))
    score = memory.start.load(fromByteOffset: 0, as: Float.self)
    pValue = memory.start.load(fromByteOffset: 4, as: Float.self)
    verdict = memory.start.load(fromByteOffset: 8, as: Int32.self)
    missing = memory.start.load(fromByteOffset: 12, as: UInt32.self)
    sample = memory.start.load(fromByteOffset: 16, as: UInt64.self)
  }
}

/// Throws the error that a code of the C interface stands for.
public func check(_ code: Int32) throws {
  if code >= 0 { return }
  throw RuntimeError(rawValue: code) ?? RuntimeError.null
}
