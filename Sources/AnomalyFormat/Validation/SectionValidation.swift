extension BlobValidator {
  /// Checks that each section is aligned, inside the blob, apart from the others, and of the size its contents need.
  static func validateSections(_ blob: Blob) throws(RuntimeError) {
    let header = blob.header
    for index in 0..<SectionDirectory.count {
      let entry = blob.section(at: index)
      let section = Section(rawValue: index)
      if entry.bytes == 0 {
        if entry.offset != 0 || section?.isRequired ?? false { throw .blobSection }
        continue
      }
      guard let section, !section.isHostOnly || header.flags & BlobHeader.hostFlag != 0,
        entry.offset & 63 == 0, entry.offset >= UInt32(BlobHeader.byteCount),
        entry.bytes <= header.blobBytes, entry.offset <= header.blobBytes &- entry.bytes
      else { throw .blobSection }
      for other in 0..<index {
        let earlier = blob.section(at: other)
        if entry.offset < earlier.offset &+ earlier.bytes && earlier.offset < entry.offset &+ entry.bytes {
          throw .blobSection
        }
      }
    }

    let window = header.window &* header.columns
    guard header.sections[.columns].bytes == header.columns &* 32,
      header.sections[.program].bytes == header.opCount &* UInt32(OpRecord.byteCount),
      header.sections[.quantiles].bytes & 7 == 0, header.sections[.quantiles].bytes <= 8 &* 256,
      header.sections[.selfTest].bytes == 16 &+ 4 &* window
    else { throw .blobSection }
  }
}

extension Blob {
  /// An entry of the section directory, which ends the header. Read where it lies: from a copy it would take more code.
  fileprivate func section(at index: Int) -> SectionEntry {
    let directory = BlobHeader.byteCount &- MemoryLayout<SectionDirectory>.size
    return base.load(fromByteOffset: directory &+ index &* 8, as: SectionEntry.self)
  }
}
