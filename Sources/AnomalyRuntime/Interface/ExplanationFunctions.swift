/// Why a window got its score.

// The contract of each function stands in the header alone.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

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

@_cdecl("anomaly_prototypes")
public func anomaly_prototypes(
  _ memory: UnsafeMutableRawPointer?, _ slots: UnsafeMutablePointer<UInt32>?, _ weights: UnsafeMutablePointer<Float>?,
  _ count: UInt
) -> Int32 {
  code { () throws(RuntimeError) in
    let session = try session(memory)
    try session.prototypes(require(slots), require(weights), count: clamped(count))
    return 0
  }
}
