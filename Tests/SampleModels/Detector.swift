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

  /// Adds one sample; returns the code, 2 where a window is due.
  public func add(_ sample: [Float]) -> Int32 { functions.add(session.start, sample, UInt(sample.count)) }

  /// Runs some operations of the window that is due; nil before the last.
  public func step(_ operations: UInt32) throws -> WindowResult? {
    var isReady = false
    let result = try WindowResult {
      let code = functions.step(session.start, operations, $0)
      isReady = code == 1
      return code
    }
    return isReady ? result : nil
  }

  public func gap(_ missed: UInt64) throws { try check(functions.gap(session.start, missed)) }

  public func health() throws -> StreamHealth {
    let memory = GuardedMemory(MemoryLayout<StreamHealth>.size)
    try check(functions.health(session.start, memory.start))
    return memory.start.load(as: StreamHealth.self)
  }

  /// The prototypes that the last window resembled most.
  public func prototypes(_ count: Int) throws -> [(slot: UInt32, weight: Float)] {
    var slots = [UInt32](repeating: .max, count: count)
    var weights = [Float](repeating: -1, count: count)
    try check(functions.prototypes(session.start, &slots, &weights, UInt(count)))
    return zip(slots, weights).map { ($0, $1) }
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
  public var smoothed: Float
  public var pValue: Float
  public var verdict: Int32
  public var missing: UInt32
  public var sample: UInt64

  /// Bytes of `anomaly_result`.
  public static let byteCount = 32

  /// What `body` writes into memory that holds ones before.
  init(_ body: (UnsafeMutableRawPointer) -> Int32) throws {
    let memory = GuardedMemory(Self.byteCount)
    memory.start.initializeMemory(as: UInt8.self, repeating: 0xFF, count: Self.byteCount)
    try check(body(memory.start))
    self.init(at: memory.start)
  }

  /// As it lies in memory.
  var bytes: [UInt8] {
    bytesInMemory(of: score) + bytesInMemory(of: smoothed) + bytesInMemory(of: pValue) + bytesInMemory(of: verdict)
      + bytesInMemory(of: missing) + bytesInMemory(of: 0 as UInt32) + bytesInMemory(of: sample)
  }

  /// What lies in memory.
  public init(at memory: UnsafeRawPointer) {
    score = memory.load(fromByteOffset: 0, as: Float.self)
    smoothed = memory.load(fromByteOffset: 4, as: Float.self)
    pValue = memory.load(fromByteOffset: 8, as: Float.self)
    verdict = memory.load(fromByteOffset: 12, as: Int32.self)
    missing = memory.load(fromByteOffset: 16, as: UInt32.self)
    sample = memory.load(fromByteOffset: 24, as: UInt64.self)
  }
}

/// Throws the error that a code of the C interface stands for.
public func check(_ code: Int32) throws {
  if code >= 0 { return }
  throw RuntimeError(rawValue: code) ?? RuntimeError.null
}
