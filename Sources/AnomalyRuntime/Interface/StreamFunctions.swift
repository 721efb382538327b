/// Samples in, verdicts out.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

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
    guard let scored = try session.push(sample) else { return 0 }
    result.storeBytes(of: scored, as: ScoreResult.self)
    return 1
  }
}

/// `anomaly_add` for readings of any type.
@inline(never)
private func add(_ memory: UnsafeMutableRawPointer?, _ sample: Readings?, _ count: UInt) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    let sample = try require(sample)
    try require(count, equals: session.blob.columns)
    return try session.add(sample) ? 2 : 0
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

@_cdecl("anomaly_add")
public func anomaly_add(
  _ memory: UnsafeMutableRawPointer?, _ sample: UnsafePointer<Float>?, _ count: UInt
) -> Int32 { add(memory, sample.map { .float32($0) }, count) }

@_cdecl("anomaly_add_int16")
public func anomaly_add_int16(
  _ memory: UnsafeMutableRawPointer?, _ sample: UnsafePointer<Int16>?, _ count: UInt
) -> Int32 { add(memory, sample.map { .int16($0) }, count) }

@_cdecl("anomaly_step")
public func anomaly_step(
  _ memory: UnsafeMutableRawPointer?, _ operations: UInt32, _ result: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    let result = try require(result)
    guard let scored = try session.step(Int(min(operations, 256))) else { return 0 }
    result.storeBytes(of: scored, as: ScoreResult.self)
    return 1
  }
}

@_cdecl("anomaly_gap")
public func anomaly_gap(_ memory: UnsafeMutableRawPointer?, _ missed: UInt64) -> Int32 {
  code { () throws(RuntimeError) in
    try session(memory).gap(missed)
    return 0
  }
}

#if !ANOMALY_WITHOUT_HEALTH
  @_cdecl("anomaly_health")
  public func anomaly_health(_ memory: UnsafeMutableRawPointer?, _ condition: UnsafeMutableRawPointer?) -> Int32 {
    code { () throws(RuntimeError) in
      let session = try session(memory)
      try require(condition).storeBytes(of: session.health, as: StreamHealth.self)
      return 0
    }
  }
#endif
