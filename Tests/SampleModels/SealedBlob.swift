import AnomalyFormat

/// A blob's bytes with its checksum made right again after a change.
public func sealed(_ bytes: [UInt8]) -> [UInt8] {
  var result = bytes
  result.withUnsafeMutableBytes { buffer in
    guard let base = buffer.baseAddress else { return }
    var crc = CRC32C()
    crc.add(base, count: 16)
    crc.add(base + 20, count: buffer.count - 20)
    buffer.storeBytes(of: crc.value, toByteOffset: 16, as: UInt32.self)
  }
  return result
}
