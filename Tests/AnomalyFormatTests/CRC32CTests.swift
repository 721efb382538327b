import AnomalyFormat
import Testing

@Suite struct CRC32CTests {
  /// The remainder bit by bit, straight from the definition.
  private func reference(_ bytes: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1 }
    }
    return ~crc
  }

  private func checksum(_ parts: [UInt8]...) -> UInt32 {
    var crc = CRC32C()
    for part in parts {
      part.withUnsafeBytes { buffer in
        if let base = buffer.baseAddress { crc.add(base, count: buffer.count) }
      }
    }
    return crc.value
  }

  @Test func publishedCheckValues() {
    #expect(checksum(Array("123456789".utf8)) == 0xE306_9283)
    // RFC 3720, appendix B.4.
    #expect(checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(checksum([]) == 0)
  }

  @Test func everyByteAsTheDefinition() {
    for byte in UInt8.min...UInt8.max { #expect(checksum([byte, 1]) == reference([byte, 1])) }
  }

  @Test func anyLengthAtAnyAddressAsTheDefinition() {
    var random = SystemRandomNumberGenerator()
    for length in Array(0..<300) + [1000, 4093] {
      let start = Int.random(in: 0..<16, using: &random)
      let bytes = (0..<start + length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let value = bytes.withUnsafeBytes { buffer in
        var crc = CRC32C()
        if let base = buffer.baseAddress { crc.add(base + start, count: length) }
        return crc.value
      }
      #expect(value == reference(Array(bytes[start...])), "\(bytes)")
    }
  }

  @Test func partsGiveTheChecksumOfTheWhole() {
    let bytes = (0..<100).map { UInt8($0 * 7 & 0xFF) }
    for cut in 0...bytes.count {
      #expect(checksum(Array(bytes[..<cut]), Array(bytes[cut...])) == reference(bytes))
    }
  }
}
