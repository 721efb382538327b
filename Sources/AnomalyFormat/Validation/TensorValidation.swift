/// Where operations find their tensors, and what the values may be.
extension ProgramValidator {
  /// The next tensor whose values must be checked.
  ///
  /// - Errors: `blobTensor` unless it lies inside the section, aligned to 4, behind all earlier ones.
  @discardableResult
  mutating func takeTensor(at offset: UInt32, bytes: UInt32) throws(RuntimeError) -> UnsafeRawPointer {
    let start = try requireTensor(at: offset, bytes: bytes)
    guard offset >= tensorEnd else { throw .blobTensor }
    tensorEnd = offset &+ bytes
    return start
  }

  /// A tensor whose values may be anything: it only has to lie inside the section, aligned to 4, and may be shared.
  @discardableResult
  func requireTensor(at offset: UInt32, bytes: UInt32) throws(RuntimeError) -> UnsafeRawPointer {
    guard offset & 3 == 0, offset.plus(bytes) <= tensorBytes else { throw .blobTensor }
    return blob.start(of: .tensors) + Int(offset)
  }

  /// `count` int32 values, none negative.
  mutating func takeMultipliers(at offset: UInt32, count: UInt32) throws(RuntimeError) {
    let values = try takeTensor(at: offset, bytes: count.times(4))
    for index in 0..<Int(count) where values.load(fromByteOffset: index &* 4, as: Int32.self) < 0 { throw .blobTensor }
  }

  /// `count` finite float32 values.
  mutating func takeFloats(at offset: UInt32, count: UInt32) throws(RuntimeError) {
    try takeWeights(at: offset, count: count, type: .float32)
  }

  /// A weight matrix in `BlockedLayout`.
  mutating func takeMatrix(
    at offset: UInt32, rows: UInt32, columns: UInt32, type: ElementType
  ) throws(RuntimeError) {
    try takeWeights(at: offset, count: rows.times(columns), type: type)
  }

  /// int8 weights are symmetric, −127...127; float weights are finite.
  @inline(never)
  private mutating func takeWeights(at offset: UInt32, count: UInt32, type: ElementType) throws(RuntimeError) {
    let weights = try takeTensor(at: offset, bytes: count.times(UInt32(type.bytes)))
    let count = Int(count)
    switch type {
    case .int8:
      // Four at a time: a byte of `other` is 0 where a weight is −128, and only then does the difference borrow there.
      var found: UInt32 = 0
      for word in 0..<count / 4 {
        let other = weights.load(fromByteOffset: word &* 4, as: UInt32.self) ^ 0x8080_8080
        found |= (other &- 0x0101_0101) & ~other
      }
      for index in count & ~3..<count where weights.load(fromByteOffset: index, as: Int8.self) == -128 { found = ~0 }
      if found & 0x8080_8080 != 0 { throw .blobTensor }
    case .float16:
      for index in 0..<count
      where !Half.isFinite(weights.load(fromByteOffset: index &* 2, as: UInt16.self)) { throw .blobTensor }
    case .float32:
      for index in 0..<count
      where !weights.load(fromByteOffset: index &* 4, as: Float.self).isFiniteBits { throw .blobTensor }
    case .int16Planes, .int16, .int32: throw .blobProgram
    }
  }
}
