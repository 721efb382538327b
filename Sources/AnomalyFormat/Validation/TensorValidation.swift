/// What the values of a tensor may be.
enum TensorValues {
  /// int32, anything.
  case any
  /// int32, none negative.
  case multipliers
  /// Symmetric, −127...127.
  case int8
  /// Finite.
  case float16, float32
}

/// Where operations find their tensors, and what the values may be.
extension ProgramValidator {
  /// A tensor whose values may be anything: it only has to lie inside the section, aligned to 4, and may be shared.
  @inline(never)
  mutating func requireTensor(at offset: UInt32, bytes: UInt32) {
    if offset & 3 != 0 || offset.plus(bytes) > UInt32(blob.bytes(of: .tensors)) { fail(.blobTensor) }
  }

  /// The next tensor whose values must be checked: `count` of them, behind all earlier ones.
  @inline(never)
  mutating func take(_ values: TensorValues, at offset: UInt32, count: UInt32) {
    // All values of a 32-bit word at once: those that are refused become a lane of zeros, by what they differ from
    // (`refused`) in the bits that count (`mask`). Then, and only then, taking `ones` from the lanes borrows into `tops`.
    var size: UInt32 = 4
    var mask: UInt32 = 0x8000_0000
    var refused: UInt32 = .max
    var ones: UInt32 = 1
    var tops: UInt32 = 0x8000_0000
    switch values {
    case .any: tops = 0
    case .multipliers: break
    case .int8: (size, mask, refused, ones, tops) = (1, .max, 0x8080_8080, 0x0101_0101, 0x8080_8080)
    case .float16:
      if BuiltOperations.float { (size, mask, ones, tops) = (2, 0x7C00_7C00, 0x0001_0001, 0x8000_8000) }
    case .float32: if BuiltOperations.float { mask = 0x7F80_0000 }
    }
    let bytes = count.times(size)
    requireTensor(at: offset, bytes: bytes)
    if offset < tensorEnd { fail(.blobTensor) }
    if error != nil { return }
    tensorEnd = offset &+ bytes
    let words = (blob.start(of: .tensors) + Int(offset)).assumingMemoryBound(to: UInt32.self)
    var found: UInt32 = 0
    for index in 0..<Int(bytes / 4) {
      let differing = (words[index] ^ refused) & mask
      found |= (differing &- ones) & ~differing
    }
    if bytes & 3 != 0 {
      // What lies behind the last value counts as 0; the blob ends at a multiple of 16.
      let differing = (words[Int(bytes / 4)] & ~(.max &<< (bytes &* 8)) ^ refused) & mask
      found |= (differing &- ones) & ~differing
    }
    if found & tops != 0 { fail(.blobTensor) }
  }

  /// `count` values of the program's kind: int32, or finite float32.
  mutating func takeBiases(at offset: UInt32, count: UInt32) {
    take(blob.isInteger ? .any : .float32, at: offset, count: count)
  }

  /// A weight matrix in `BlockedLayout`, of the blob's precision.
  @inline(never)
  mutating func takeMatrix(at offset: UInt32, rows: UInt32, columns: UInt32) {
    let values: TensorValues =
      blob.isInteger ? .int8 : blob.header.weightType == ElementType.float16.rawValue ? .float16 : .float32
    take(values, at: offset, count: rows.times(columns))
  }
}
