/// A mutation of libFuzzer's own.
@_silgen_name("LLVMFuzzerMutate")
func anyMutation(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// Changes of blobs that bytes drawn at random seldom make: whole fields of header, columns and operations take values
/// at the edge of a range, those of other fields, or those of another operation.
enum BlobMutation {
  /// Edges of counts, offsets, shifts and floats.
  private static let edges: [UInt32] = [
    0, 1, 2, 3, 4, 15, 16, 31, 64, 127, 128, 255, 256, 0x7FFF, 0xFFFF, 1 << 16, 1 << 18, 1 << 20, 0x7FFF_FFFF,
    0x8000_0000, 0xFFFF_FFF0, 0xFFFF_FFFF, 0x7F80_0000, 0x7FC0_0000, 0x3F80_0000, 0x0000_0001, 0xBF80_0000,
  ]

  /// Changes the blob in place, or by libFuzzer's own mutations; the new length.
  static func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, limit: Int, seed: UInt32) -> Int {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(bound, 1)
    }
    let bytes = UnsafeMutableRawBufferPointer(start: data, count: count)
    guard count >= BlobHeader.byteCount, draw(4) > 0 else { return anyMutation(data, count, limit) }
    let header = bytes.loadUnaligned(as: BlobHeader.self)
    let program = Int(header.sections[.program].offset)
    let programBytes = min(Int(header.sections[.program].bytes), count - program)
    // A word of the header, or of the program where there is one inside.
    func place() -> Int {
      if program <= 0 || programBytes < OpRecord.byteCount || draw(3) == 0 { return 4 * draw(BlobHeader.byteCount / 4) }
      return program + 4 * draw(programBytes / 4)
    }
    let target = place()
    guard target + 4 <= count else { return anyMutation(data, count, limit) }
    let old = bytes.loadUnaligned(fromByteOffset: target, as: UInt32.self)
    switch draw(6) {
    case 0: bytes.storeBytes(of: edges[draw(edges.count)], toByteOffset: target, as: UInt32.self)
    case 1: bytes[target + draw(4)] = UInt8(draw(256))
    case 2: bytes.storeBytes(of: old &+ UInt32(draw(33)) &- 16, toByteOffset: target, as: UInt32.self)
    case 3:
      let source = place()
      guard source + 4 <= count else { break }
      bytes.storeBytes(
        of: bytes.loadUnaligned(fromByteOffset: source, as: UInt32.self), toByteOffset: target, as: UInt32.self)
    case 4: bytes.storeBytes(of: old << 1, toByteOffset: target, as: UInt32.self)
    default:
      // One operation in the place of another.
      let operations = programBytes / OpRecord.byteCount
      guard program > 0, operations > 1 else { break }
      let from = program + OpRecord.byteCount * draw(operations)
      let to = program + OpRecord.byteCount * draw(operations)
      for byte in 0..<OpRecord.byteCount { bytes[to + byte] = bytes[from + byte] }
    }
    return count
  }
}
