import CAnomalyKernels

/// A detector in memory of the caller: header, ring of samples, arena of activations, on a validated blob.
///
/// A value of this type is only a view; copies of it refer to the same memory.
public struct Session {
  /// `blob.header.sessionBytes` bytes, aligned to 16.
  let base: UnsafeMutableRawPointer
  /// What the session scores with.
  public let blob: Blob

  init(base: UnsafeMutableRawPointer, blob: Blob) {
    self.base = base
    self.blob = blob
  }

  var header: UnsafeMutablePointer<SessionHeader> { base.assumingMemoryBound(to: SessionHeader.self) }

  /// Sets up a session in `memory`. The micro-kernels are chosen for the processor that runs this.
  ///
  /// - Errors: `sessionAlignment`, `sessionShort`; the memory is then untouched.
  public static func initialize(
    _ memory: UnsafeMutableRawPointer, bytes: Int, blob: Blob
  ) throws(RuntimeError) -> Session {
    let session = try place(memory, bytes: bytes, blob: blob)
    let words = memory.assumingMemoryBound(to: UInt64.self)
    for index in 0..<blob.sessionBytes / 8 { words[index] = 0 }
    session.header.pointee = SessionHeader()
    session.bind()
    session.header.pointee.warn = blob.score.warn
    session.header.pointee.alarm = blob.score.alarm
    return session
  }

  /// A view on memory that is about to hold a session of `blob`.
  static func place(
    _ memory: UnsafeMutableRawPointer, bytes: Int, blob: Blob
  ) throws(RuntimeError) -> Session {
    if UInt(bitPattern: memory) & UInt(SessionLayout.alignment - 1) != 0 { throw .sessionAlignment }
    if bytes < blob.sessionBytes { throw .sessionShort }
    return Session(base: memory, blob: blob)
  }

  /// The session that `initialize` or `restore` left in `memory`.
  ///
  /// - Errors: `sessionAlignment`, `sessionInvalid`.
  @inline(never)
  public static func existing(in memory: UnsafeMutableRawPointer) throws(RuntimeError) -> Session {
    if UInt(bitPattern: memory) & UInt(SessionLayout.alignment - 1) != 0 { throw .sessionAlignment }
    let header = memory.assumingMemoryBound(to: SessionHeader.self)
    if header.pointee.magic != SessionHeader.magicValue { throw .sessionInvalid }
    guard let base = UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: header.pointee.blobAddress))
    else { throw .sessionInvalid }
    let blob = Blob(validated: base)
    if blob.header.checksum != header.pointee.blobChecksum { throw .sessionInvalid }
    return Session(base: memory, blob: blob)
  }

  /// Ties the header to this process: blob address and processor.
  func bind() {
    header.pointee.blobAddress = UInt64(UInt(bitPattern: blob.base))
    header.pointee.blobChecksum = blob.header.checksum
    header.pointee.tier = anomaly_cpu_tier()
  }

  /// Forgets all samples; thresholds stay.
  public func reset() {
    header.pointee.samples = 0
    header.pointee.decision = DecisionState()
    header.pointee.health = HealthState()
    beginWindow()
  }

  /// `missed` samples did not arrive: the window begins anew, smoothing forgets its scores. The verdict that stands,
  /// its hold, and what health counts stay.
  public func gap(_ missed: UInt64) {
    header.pointee.samples &+= missed
    header.pointee.decision.forgetScores()
    beginWindow()
  }

  /// Forgets the window, one that waits for its score included, and carried state.
  @inline(never)
  private func beginWindow() {
    header.pointee.head = 0
    header.pointee.filled = 0
    header.pointee.due = 0
    header.pointee.isScored = 0
    header.pointee.missing = 0
    header.pointee.pending = 0
    header.pointee.windows = 0
  }

  /// Replaces the thresholds of the blob.
  ///
  /// - Errors: `threshold` unless 0 <= warn <= alarm, both finite.
  public func setThresholds(warn: Float, alarm: Float) throws(RuntimeError) {
    guard warn >= 0, warn <= alarm, alarm <= .greatestFiniteMagnitude else { throw .threshold }
    header.pointee.warn = warn
    header.pointee.alarm = alarm
  }

  // MARK: Parts

  var ring: UnsafeMutablePointer<Int32> {
    (base + SessionLayout.headerBytes).assumingMemoryBound(to: Int32.self)
  }

  var arena: UnsafeMutableRawPointer {
    base + SessionLayout.arenaOffset(window: blob.window, columns: blob.columns)
  }

  /// Scores that a mean takes in, `SessionLayout.historyBytes` bytes.
  var history: UnsafeMutablePointer<Float> {
    (arena + Int(blob.header.arenaBytes)).assumingMemoryBound(to: Float.self)
  }

  var isInteger: Bool { blob.isInteger }

  /// The engine on the window that the ring now holds.
  var machine: Machine {
    Machine(
      blob: blob, tensors: blob.start(of: .tensors), arena: arena,
      window: WindowRing(
        values: ring, count: blob.windowCount, start: Int(header.pointee.head) &* blob.columns,
        targetOffset: Int(blob.score.targetOffset), missing: Int(header.pointee.missing)),
      tier: header.pointee.tier, windows: header.pointee.windows)
  }
}
