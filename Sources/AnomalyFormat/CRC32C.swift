import CAnomalyKernels

/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), as in iSCSI (RFC 3720).
public struct CRC32C: Sendable {
  private var state: UInt32 = ~0

  /// The checksum of nothing.
  public init() {}

  /// Takes in `count` bytes.
  @inline(never)
  public mutating func add(_ bytes: UnsafeRawPointer, count: Int) {
    state = anomaly_crc32c(state, bytes.assumingMemoryBound(to: UInt8.self), count)
  }

  /// The checksum of all bytes taken in.
  public var value: UInt32 { ~state }
}
