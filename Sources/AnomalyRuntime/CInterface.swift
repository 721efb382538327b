/// The C interface: `include/anomaly_rt.h` says what each function does. Here pointers are checked and errors become
/// numbers; everything else is done by `BlobValidator` and `Session`.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// Runs `body` and turns its error into the number that C programs see.
@inline(__always)
private func code(_ body: () throws(RuntimeError) -> Int32) -> Int32 {
  do throws(RuntimeError) { return try body() } catch { return error.rawValue }
}

/// The session behind a pointer that a C program passed.
@inline(__always)
private func session(_ memory: UnsafeMutableRawPointer?) throws(RuntimeError) -> Session {
  guard let memory else { throw .null }
  return try Session.existing(in: memory)
}

@inline(__always)
private func require<T>(_ pointer: T?) throws(RuntimeError) -> T {
  guard let pointer else { throw .null }
  return pointer
}

@inline(__always)
private func require(_ given: UInt, equals expected: Int) throws(RuntimeError) {
  if given != UInt(bitPattern: expected) { throw .count }
}

/// A length that C passed, as a Swift count.
@inline(__always)
private func clamped(_ count: UInt) -> Int { Int(min(count, UInt(Int.max))) }

@_cdecl("anomaly_version")
public func anomaly_version() -> UInt32 { RuntimeVersion.packed }

@_cdecl("anomaly_error_string")
public func anomaly_error_string(_ value: Int32) -> UnsafePointer<CChar> {
  let text: StaticString
  if let error = RuntimeError(rawValue: value) {
    text = error.text
  } else if value == 0 {
    text = "no error"
  } else if value > 0 {
    text = "no error; a window was scored"
  } else {
    text = "unknown error; the library is older than the program that asks"
  }
  return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}

@_cdecl("anomaly_inspect")
public func anomaly_inspect(
  _ blob: UnsafeRawPointer?, _ bytes: UInt, _ info: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let info = try require(info)
    let blob = try BlobValidator.validate(require(blob), count: clamped(bytes))
    info.storeBytes(of: BlobInfo(blob), as: BlobInfo.self)
    return 0
  }
}

@_cdecl("anomaly_init")
public func anomaly_init(
  _ memory: UnsafeMutableRawPointer?, _ memoryBytes: UInt, _ blob: UnsafeRawPointer?, _ bytes: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let memory = try require(memory)
    let blob = try BlobValidator.validate(require(blob), count: clamped(bytes))
    _ = try Session.initialize(memory, bytes: clamped(memoryBytes), blob: blob)
    return 0
  }
}

@_cdecl("anomaly_column_name")
public func anomaly_column_name(_ memory: UnsafeMutableRawPointer?, _ column: UInt32) -> UnsafePointer<CChar>? {
  guard let session = try? session(memory), column < session.blob.header.columns else { return nil }
  return session.blob.string(at: session.blob.column(Int(column)).name)
}

@_cdecl("anomaly_column_unit")
public func anomaly_column_unit(_ memory: UnsafeMutableRawPointer?, _ column: UInt32) -> UnsafePointer<CChar>? {
  guard let session = try? session(memory), column < session.blob.header.columns else { return nil }
  return session.blob.string(at: session.blob.column(Int(column)).unit)
}

/// `anomaly_push` for readings of any type.
@inline(never)
private func push(
  _ memory: UnsafeMutableRawPointer?, _ sample: Readings?, _ count: UInt, _ result: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    let sample = try require(sample)
    let result = try require(result)
    try require(count, equals: session.blob.columns)
    guard let scored = session.push(sample) else { return 0 }
    result.storeBytes(of: scored, as: ScoreResult.self)
    return 1
  }
}

/// `anomaly_score` for readings of any type.
@inline(never)
private func score(
  _ memory: UnsafeMutableRawPointer?, _ window: Readings?, _ count: UInt, _ result: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    let window = try require(window)
    let result = try require(result)
    try require(count, equals: session.blob.windowCount)
    result.storeBytes(of: session.score(window), as: ScoreResult.self)
    return 0
  }
}

@_cdecl("anomaly_push")
public func anomaly_push(
  _ memory: UnsafeMutableRawPointer?, _ sample: UnsafePointer<Float>?, _ count: UInt,
  _ result: UnsafeMutableRawPointer?
) -> Int32 { push(memory, sample.map { .float32($0) }, count, result) }

@_cdecl("anomaly_push_int16")
public func anomaly_push_int16(
  _ memory: UnsafeMutableRawPointer?, _ sample: UnsafePointer<Int16>?, _ count: UInt,
  _ result: UnsafeMutableRawPointer?
) -> Int32 { push(memory, sample.map { .int16($0) }, count, result) }

@_cdecl("anomaly_score")
public func anomaly_score(
  _ memory: UnsafeMutableRawPointer?, _ window: UnsafePointer<Float>?, _ count: UInt,
  _ result: UnsafeMutableRawPointer?
) -> Int32 { score(memory, window.map { .float32($0) }, count, result) }

@_cdecl("anomaly_score_int16")
public func anomaly_score_int16(
  _ memory: UnsafeMutableRawPointer?, _ window: UnsafePointer<Int16>?, _ count: UInt,
  _ result: UnsafeMutableRawPointer?
) -> Int32 { score(memory, window.map { .int16($0) }, count, result) }

@_cdecl("anomaly_contributions")
public func anomaly_contributions(
  _ memory: UnsafeMutableRawPointer?, _ shares: UnsafeMutablePointer<Float>?, _ count: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    try require(count, equals: session.blob.columns)
    try session.contributions(into: require(shares))
    return 0
  }
}

@_cdecl("anomaly_reconstruction")
public func anomaly_reconstruction(
  _ memory: UnsafeMutableRawPointer?, _ values: UnsafeMutablePointer<Float>?, _ count: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    try require(count, equals: session.blob.windowCount)
    try session.reconstruction(into: require(values))
    return 0
  }
}

@_cdecl("anomaly_attention")
public func anomaly_attention(
  _ memory: UnsafeMutableRawPointer?, _ weights: UnsafeMutablePointer<Float>?, _ slots: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    if session.blob.header.memorySlots == 0 { throw .noMemoryLayer }
    try require(slots, equals: Int(session.blob.header.memorySlots))
    try session.attention(into: require(weights))
    return 0
  }
}

@_cdecl("anomaly_reset")
public func anomaly_reset(_ memory: UnsafeMutableRawPointer?) -> Int32 {
  code { () throws(RuntimeError) in
    try session(memory).reset()
    return 0
  }
}

@_cdecl("anomaly_set_thresholds")
public func anomaly_set_thresholds(_ memory: UnsafeMutableRawPointer?, _ warn: Float, _ alarm: Float) -> Int32 {
  code { () throws(RuntimeError) in
    try session(memory).setThresholds(warn: warn, alarm: alarm)
    return 0
  }
}

@_cdecl("anomaly_save")
public func anomaly_save(
  _ memory: UnsafeMutableRawPointer?, _ saved: UnsafeMutableRawPointer?, _ savedBytes: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    try session(memory).save(to: require(saved), bytes: clamped(savedBytes))
    return 0
  }
}

@_cdecl("anomaly_restore")
public func anomaly_restore(
  _ memory: UnsafeMutableRawPointer?, _ memoryBytes: UInt, _ blob: UnsafeRawPointer?, _ bytes: UInt,
  _ saved: UnsafeRawPointer?, _ savedBytes: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let memory = try require(memory)
    let saved = try require(saved)
    let blob = try BlobValidator.validate(require(blob), count: clamped(bytes))
    _ = try Session.restore(
      memory, bytes: clamped(memoryBytes), blob: blob, from: saved, savedBytes: clamped(savedBytes))
    return 0
  }
}

@_cdecl("anomaly_self_test")
public func anomaly_self_test(_ memory: UnsafeMutableRawPointer?) -> Int32 {
  code { () throws(RuntimeError) in
    try session(memory).selfTest()
    return 0
  }
}
