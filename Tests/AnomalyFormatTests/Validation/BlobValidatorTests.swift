import AnomalyExport
import AnomalyFormat
import SampleModels
import Testing

@Suite struct BlobValidatorTests {
  @Test(arguments: Precision.allCases)
  func exportedBlobsAreAccepted(precision: Precision) throws {
    #expect(try EditedBlob(precision).error(isSealed: false) == nil)
    #expect(try EditedBlob(precision, SampleModel(window: 9, columns: 1, hidden: [5, 2])).error(isSealed: false) == nil)
  }

  @Test func everyTruncationIsShort() throws {
    let blob = try EditedBlob()
    for count in 0..<blob.bytes.count {
      var part = blob
      part.bytes = Array(blob.bytes[..<count])
      // Guarded memory ends with the blob, so its start is only aligned where the length is.
      let expected: RuntimeError = count % 16 == 0 ? .blobShort : .blobAlignment
      #expect(part.error(isSealed: false) == expected)
    }
  }

  @Test func truncationsInAlignedMemoryAreShort() throws {
    let bytes = try EditedBlob().bytes
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    defer { memory.deallocate() }
    memory.copyBytes(from: bytes)
    let base = try #require(memory.baseAddress)
    for count in bytes.indices {
      #expect(throws: RuntimeError.blobShort) { try BlobValidator.validate(base, count: count) }
    }
  }

  @Test func bytesBehindTheBlobAreIgnored() throws {
    var blob = try EditedBlob()
    blob.bytes += [UInt8](repeating: 0xFF, count: 64)
    #expect(blob.error(isSealed: false) == nil)
  }

  @Test func foreignBytesAreNoBlob() throws {
    var blob = try EditedBlob()
    blob.bytes = Array("\u{7F}ELF".utf8) + [UInt8](repeating: 1, count: 1020)
    #expect(blob.error(isSealed: false) == .blobMagic)
  }

  @Test func otherVersionsAreRefused() throws {
    for edit: @Sendable (inout BlobHeader) -> Void in [
      { $0.major += 1 }, { $0.major -= 1 }, { $0.minor += 1 }, { $0.minor = .max },
    ] {
      var blob = try EditedBlob()
      blob.editHeader(edit)
      #expect(blob.error() == .blobVersion)
    }
  }

  @Test func everyChangedByteBreaksTheChecksum() throws {
    let blob = try EditedBlob()
    for place in blob.bytes.indices {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var damaged = blob
        damaged.bytes[place] ^= change
        let error = damaged.error(isSealed: false)
        switch place {
        case 0..<8: #expect(error == .blobMagic)
        case 8..<12: #expect(error == .blobVersion || error == .blobChecksum)
        case 12..<16: #expect(error == .blobHeader || error == .blobShort || error == .blobChecksum)
        default: #expect(error == .blobChecksum)
        }
      }
    }
  }
}
