/// CRC-32C (Castagnoli, reflected polynomial 0x82F63B78), as in iSCSI (RFC 3720).
public struct CRC32C: Sendable {
  private var state: UInt32 = ~0

  /// The checksum of nothing.
  public init() {}

  /// Takes in `count` bytes.
  public mutating func add(_ bytes: UnsafeRawPointer, count: Int) {
    // The CRC of each 4-bit value, so that a byte takes two look-ups and 64 bytes of table.
    let table: InlineArray<16, UInt32> = [
      0x0000_0000, 0x105E_C76F, 0x20BD_8EDE, 0x30E3_49B1, 0x417B_1DBC, 0x5125_DAD3, 0x61C6_9362, 0x7198_540D,
      0x82F6_3B78, 0x92A8_FC17, 0xA24B_B5A6, 0xB215_72C9, 0xC38D_26C4, 0xD3D3_E1AB, 0xE330_A81A, 0xF36E_6F75,
    ]
    var crc = state
    var index = 0
    while index < count {
      crc ^= UInt32(bytes.load(fromByteOffset: index, as: UInt8.self))
      crc = (crc >> 4) ^ table[unchecked: Int(crc & 15)]
      crc = (crc >> 4) ^ table[unchecked: Int(crc & 15)]
      index &+= 1
    }
    state = crc
  }

  /// The checksum of all bytes taken in.
  public var value: UInt32 { ~state }
}
