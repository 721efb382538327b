import AnomalyData
import Testing

@Suite struct FNV1aTests {
  /// Vectors published with the hash.
  @Test(
    arguments: [
      ("", 0xCBF2_9CE4_8422_2325), ("a", 0xAF63_DC4C_8601_EC8C), ("foobar", 0x8594_4171_F739_67E8),
    ] as [(String, UInt64)])
  func publishedVectors(_ text: String, _ hash: UInt64) {
    var digest = FNV1a()
    digest.combine(text.utf8)
    #expect(digest.value == hash)
  }

  @Test func numbersEnterAsLittleEndianBytes() {
    var numbers = FNV1a()
    numbers.combine(0x0807_0605_0403_0201 as UInt64)
    numbers.combine([1.0 as Float])
    var bytes = FNV1a()
    bytes.combine([1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0x80, 0x3F] as [UInt8])
    #expect(numbers.value == bytes.value)
  }
}
