/// Whole windows.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

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

@_cdecl("anomaly_score_many")
public func anomaly_score_many(
  _ memory: UnsafeMutableRawPointer?, _ sessions: UInt, _ windows: UnsafePointer<Float>?, _ count: UInt,
  _ results: UnsafeMutableRawPointer?
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    let windows = try require(windows)
    let results = try require(results)
    let (values, overflow) = sessions.multipliedReportingOverflow(by: UInt(session.blob.windowCount))
    if sessions == 0 || sessions > UInt(Int.max) || overflow || count != values { throw .count }
    try session.scoreMany(Int(sessions), windows, results.assumingMemoryBound(to: ScoreResult.self))
    return 0
  }
}
