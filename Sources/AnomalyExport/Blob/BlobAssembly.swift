import AnomalyFormat

extension BlobHeader {
  /// The bytes of a blob: this header with directory, length and checksum filled in, then the sections that hold anything, in
  /// the order given.
  func bytes(with sections: [(Section, [UInt8])]) -> [UInt8] {
    var header = self
    header.sections = SectionDirectory()
    var body: [UInt8] = []
    func pad(to alignment: Int) {
      body += [UInt8](repeating: 0, count: (alignment - body.count % alignment) % alignment)
    }
    for (section, content) in sections where !content.isEmpty {
      pad(to: BlobHeader.sectionAlignment)
      header.sections[section] = SectionEntry(
        offset: UInt32(BlobHeader.byteCount + body.count), bytes: UInt32(content.count))
      body += content
    }
    pad(to: 16)
    header.blobBytes = UInt32(BlobHeader.byteCount + body.count)
    var crc = CRC32C()
    crc.add(header.inMemory, in: 0..<16)
    crc.add(header.inMemory, in: 20..<BlobHeader.byteCount)
    crc.add(body, in: 0..<body.count)
    header.checksum = crc.value
    return header.inMemory + body
  }

  /// As it lies in the blob.
  private var inMemory: [UInt8] { withUnsafeBytes(of: self) { Array($0) } }
}

extension CRC32C {
  /// Takes in a part of an array.
  fileprivate mutating func add(_ bytes: [UInt8], in range: Range<Int>) {
    bytes.withUnsafeBytes { buffer in
      if let base = buffer.baseAddress { add(base + range.lowerBound, count: range.count) }
    }
  }
}
