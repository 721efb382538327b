/// A session from its set-up on.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

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
