/// Any bytes as a blob, the checksum made right: refused, or scored inside of blob and session.
enum BlobProperty {
  static func check(_ input: UnsafeRawBufferPointer) {
    withAlignedCopy(input) { bytes in
      guard let base = bytes.baseAddress else { return }
      if input.count >= BlobHeader.byteCount {
        let blobBytes = Int(min(base.load(fromByteOffset: 12, as: UInt32.self), UInt32(input.count)))
        if blobBytes >= BlobHeader.byteCount {
          var crc = CRC32C()
          crc.add(base, count: 16)
          crc.add(base + 20, count: blobBytes - 20)
          base.storeBytes(of: crc.value, toByteOffset: 16, as: UInt32.self)
        }
      }
      guard let blob = try? BlobValidator.validate(base, count: input.count) else { return }
      // Larger ones only take longer.
      if blob.sessionBytes > 1 << 18 || blob.header.macs > 1 << 18 { return }
      withAlignedMemory(blob.sessionBytes) { memory in
        guard let start = memory.baseAddress,
          let session = try? Session.initialize(start, bytes: memory.count, blob: blob)
        else { fatalError("no session on an accepted blob") }
        SessionProperty.check(session, samples: [0, 1, -1, .nan, 1e30, 0.5, 10])
      }
    }
  }
}
