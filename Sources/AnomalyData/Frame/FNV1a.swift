/// The 64-bit FNV-1a hash (Fowler, Noll, Vo; RFC 9923), fed piece by piece. Numbers enter as little-endian bytes.
public struct FNV1a: Sendable {
  /// The hash of everything fed so far.
  public private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of nothing.
  public init() {}

  /// Feeds bytes.
  public mutating func combine(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
  }

  /// Feeds the eight bytes of a number.
  public mutating func combine(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      value = (value ^ (number >> shift) & 0xFF) &* 0x100_0000_01B3
    }
  }

  /// Feeds the four bytes of each number's bit pattern.
  public mutating func combine(_ numbers: [Float]) {
    for number in numbers {
      let bits = UInt64(number.bitPattern)
      value = (value ^ bits & 0xFF) &* 0x100_0000_01B3
      value = (value ^ (bits >> 8) & 0xFF) &* 0x100_0000_01B3
      value = (value ^ (bits >> 16) & 0xFF) &* 0x100_0000_01B3
      value = (value ^ bits >> 24) &* 0x100_0000_01B3
    }
  }
}
