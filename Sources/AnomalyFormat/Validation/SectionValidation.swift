extension BlobValidator {
  /// Checks that each section is aligned, inside the blob, apart from the others, and of the size its contents need.
  static func validateSections(_ header: BlobHeader) throws(RuntimeError) {
    for index in 0..<SectionDirectory.count {
      let entry = header.sections[index]
      guard let section = Section(rawValue: index) else {
        if entry.offset != 0 || entry.bytes != 0 { throw .blobSection }
        continue
      }
      if entry.bytes == 0 {
        if entry.offset != 0 || section.isRequired { throw .blobSection }
        continue
      }
      guard entry.offset & 63 == 0, entry.offset >= UInt32(BlobHeader.byteCount),
        UInt64(entry.offset) &+ UInt64(entry.bytes) <= UInt64(header.blobBytes)
      else { throw .blobSection }
      for other in 0..<index {
        let earlier = header.sections[other]
        let apart = entry.offset >= earlier.offset &+ earlier.bytes || earlier.offset >= entry.offset &+ entry.bytes
        if earlier.bytes != 0 && !apart { throw .blobSection }
      }
      if section.isHostOnly && header.flags & BlobHeader.hostFlag == 0 { throw .blobSection }
    }

    let window = header.window &* header.columns
    guard header.sections[.columns].bytes == header.columns &* 32,
      header.sections[.program].bytes == header.opCount &* UInt32(OpRecord.byteCount),
      header.sections[.quantiles].bytes & 7 == 0, header.sections[.quantiles].bytes <= 8 &* 256,
      header.sections[.selfTest].bytes == 16 &+ 4 &* window
    else { throw .blobSection }
  }
}
