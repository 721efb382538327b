/// Checks everything about a blob that the runtime later takes for granted: one pass, no allocation, O(bytes).
///
/// After `validate` returns, every offset, count and value that the runtime reads from the blob is safe to use without
/// a further check, whatever bytes the blob holds.
public enum BlobValidator {
  /// The largest window, in values, and the largest layer, in inputs or outputs.
  public static var largestCount: Int { 1 << 18 }
  /// The largest arena in bytes.
  public static var largestArena: Int { 1 << 28 }

  /// Accepts the blob at `base` or says what is wrong with it.
  ///
  /// - Parameters:
  ///   - base: the first byte; any address.
  ///   - count: how many bytes may be read.
  /// - Returns: a view of the blob.
  public static func validate(_ base: UnsafeRawPointer, count: Int) throws(RuntimeError) -> Blob {
    if UInt(bitPattern: base) & 15 != 0 { throw .blobAlignment }
    if count < 8 { throw .blobShort }
    if base.load(as: UInt64.self) != BlobHeader.magicValue { throw .blobMagic }
    if count < BlobHeader.byteCount { throw .blobShort }
    let blob = Blob(validated: base)
    let header = blob.header
    if header.major != FormatVersion.major || header.minor > FormatVersion.minor { throw .blobVersion }
    if header.blobBytes < UInt32(BlobHeader.byteCount) || header.blobBytes & 15 != 0 || header.blobBytes > 1 << 30 {
      throw .blobHeader
    }
    if Int(header.blobBytes) > count { throw .blobShort }
    if checksum(of: blob) != header.checksum { throw .blobChecksum }
    try validateHeader(header)
    try validateSections(blob)
    try validateColumns(blob)
    try validateScore(blob)
    var program = ProgramValidator(blob)
    try program.validate()
    return blob
  }

  /// The checksum that the header of a blob should hold.
  public static func checksum(of blob: Blob) -> UInt32 {
    var crc = CRC32C()
    crc.add(blob.base, count: 16)
    crc.add(blob.base + 20, count: Int(blob.header.blobBytes) &- 20)
    return crc.value
  }
}

extension Float {
  /// Finite, and neither zero nor subnormal.
  var isUsableFactor: Bool { magnitude.isPositiveFactor }

  /// The same, and positive. By bits: what is neither lies below the least or above the largest normal number.
  var isPositiveFactor: Bool { bitPattern &- 0x0080_0000 < 0x7F00_0000 }

  /// Finite without the library's help.
  @inlinable
  var isFiniteBits: Bool { bitPattern >> 23 & 0xFF != 0xFF }
}
