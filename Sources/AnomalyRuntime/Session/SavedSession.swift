/// A saved session is the session's bytes without what belongs to one process, and with a checksum.
extension Session {
  /// Writes `blob.sessionBytes` bytes.
  ///
  /// - Errors: `savedShort`, `unfinished`.
  public func save(to saved: UnsafeMutableRawPointer, bytes: Int) throws(RuntimeError) {
    let count = blob.sessionBytes
    if bytes < count { throw .savedShort }
    if header.pointee.pending != 0 { throw .unfinished }
    for index in 0..<count {
      saved.storeBytes(of: base.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index, as: UInt8.self)
    }
    var state = header.pointee
    state.blobAddress = 0
    state.tier = 0
    state.checksum = 0
    saved.storeBytes(of: state, as: SessionHeader.self)
    state.checksum = Session.checksum(of: saved, bytes: count)
    saved.storeBytes(of: state, as: SessionHeader.self)
  }

  /// Sets up a session in `memory` from saved bytes.
  ///
  /// - Errors: `savedShort`, `savedChecksum`, `savedBlob`, `sessionShort`, `sessionAlignment`; the memory is then
  ///   untouched.
  public static func restore(
    _ memory: UnsafeMutableRawPointer, bytes: Int, blob: Blob, from saved: UnsafeRawPointer, savedBytes: Int
  ) throws(RuntimeError) -> Session {
    let session = try place(memory, bytes: bytes, blob: blob)
    let count = blob.sessionBytes
    if savedBytes < SessionLayout.headerBytes { throw .savedShort }
    let state = saved.loadUnaligned(as: SessionHeader.self)
    if state.magic != SessionHeader.magicValue { throw .savedChecksum }
    if state.blobChecksum != blob.header.checksum { throw .savedBlob }
    if savedBytes < count { throw .savedShort }
    if state.checksum != checksum(of: saved, bytes: count) { throw .savedChecksum }
    let window = UInt32(truncatingIfNeeded: blob.window)
    guard state.head < window, state.filled <= window, state.due < blob.header.stride, state.isScored <= 1,
      state.missing <= UInt32(blob.windowCount), state.pending == 0, state.decision.isPossible(blob.score.decision),
      state.windows == 0 || state.filled == window, state.health.meanPValue >= 0, state.health.meanPValue <= 1,
      state.warn >= 0, state.warn <= state.alarm, state.alarm <= .greatestFiniteMagnitude
    else { throw .savedChecksum }
    if !holdsPossibleScores(saved, blob) { throw .savedChecksum }
    if session.isInteger && !holdsPossibleSamples(saved, count: blob.windowCount) { throw .savedChecksum }
    for index in 0..<count {
      memory.storeBytes(of: saved.load(fromByteOffset: index, as: UInt8.self), toByteOffset: index, as: UInt8.self)
    }
    session.header.pointee.checksum = 0
    session.bind()
    return session
  }

  /// Whether every int32 sample of a saved ring is one that `load` can leave there: the residual counts on it.
  private static func holdsPossibleSamples(_ saved: UnsafeRawPointer, count: Int) -> Bool {
    let limit = Int32(InputRange.integer)
    for index in 0..<count {
      let offset = SessionLayout.headerBytes &+ 4 &* index
      let value = saved.loadUnaligned(fromByteOffset: offset, as: Int32.self)
      if value != InputRange.missing && (value < -limit || value > limit) { return false }
    }
    return true
  }

  /// Whether every score that a mean looks back on is one.
  private static func holdsPossibleScores(_ saved: UnsafeRawPointer, _ blob: Blob) -> Bool {
    var place = blob.sessionBytes &- SessionLayout.historyBytes(blob.score.decision)
    while place < blob.sessionBytes {
      if !saved.loadUnaligned(fromByteOffset: place, as: Float.self).isScore { return false }
      place &+= 4
    }
    return true
  }

  /// The checksum of a saved session: all bytes behind the checksum field.
  private static func checksum(of saved: UnsafeRawPointer, bytes: Int) -> UInt32 {
    var crc = CRC32C()
    crc.add(saved + 8, count: bytes &- 8)
    return crc.value
  }
}
