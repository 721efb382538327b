import AnomalyFormat
import Testing

/// The records lie in the blob as they lie in memory, so their layout is part of the format.
@Suite struct RecordLayoutTests {
  @Test func recordsHaveTheSizesOfTheFormat() {
    #expect(MemoryLayout<BlobHeader>.size == BlobHeader.byteCount)
    #expect(MemoryLayout<ColumnRecord>.size == 32)
    #expect(MemoryLayout<OpRecord>.size == OpRecord.byteCount)
    #expect(MemoryLayout<ScoreRecord>.size == 32)
    #expect(MemoryLayout<QuantileRecord>.size == 8)
    #expect(MemoryLayout<SelfTestRecord>.size == 16)
    #expect(MemoryLayout<SectionEntry>.size == 8)
  }

  @Test func headerFieldsStandWhereTheFormatPutsThem() {
    #expect(MemoryLayout<BlobHeader>.offset(of: \.blobBytes) == 12)
    #expect(MemoryLayout<BlobHeader>.offset(of: \.checksum) == 16)
    #expect(MemoryLayout<BlobHeader>.offset(of: \.window) == 32)
    #expect(MemoryLayout<BlobHeader>.offset(of: \.residualUnit) == 56)
    #expect(MemoryLayout<BlobHeader>.offset(of: \.score) == 80)
    #expect(MemoryLayout<BlobHeader>.offset(of: \.sections) == 128)
  }

  @Test func opFieldsStandWhereTheFormatPutsThem() {
    #expect(MemoryLayout<OpRecord>.offset(of: \.preshift) == 7)
    #expect(MemoryLayout<OpRecord>.offset(of: \.inputOffset) == 8)
    #expect(MemoryLayout<OpRecord>.offset(of: \.weights) == 24)
    #expect(MemoryLayout<OpRecord>.offset(of: \.outputZero) == 36)
    #expect(MemoryLayout<OpRecord>.offset(of: \.secondOffset) == 40)
    #expect(MemoryLayout<OpRecord>.offset(of: \.parameter0) == 52)
  }
}
