/// A stretch of the arena.
struct ArenaSpan {
  var offset: Int
  var bytes: Int

  /// Whether the two share a byte.
  func overlaps(_ other: ArenaSpan) -> Bool {
    offset < other.offset &+ other.bytes && other.offset < offset &+ bytes
  }
}

extension OpRecord {
  /// Whether a recurrent operation goes on from the state that the window before left.
  @inlinable
  public var carriesState: Bool {
    code == OpCode.recurrent.rawValue && flags & RecurrentFlags.carriesState != 0
  }

  /// Values that the operation stores in the arena, at `outputOffset`, or the largest number below 2³².
  public var producedCount: UInt32 {
    let returnsLast = code == OpCode.recurrent.rawValue && flags & RecurrentFlags.returnsSequence == 0
    return returnsLast ? outputCount : outputCount.times(positions)
  }
}

extension UInt32 {
  /// The same, rounded up to a multiple of 4; for counts up to 2³⁰.
  var padded: UInt32 { (self &+ 3) & ~3 }

  /// The product, or the largest number where 32 bits do not hold it.
  func times(_ factor: UInt32) -> UInt32 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }

  /// The sum, or the largest number where 32 bits do not hold it.
  func plus(_ other: UInt32) -> UInt32 {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}

/// Where operations read and write.
extension ProgramValidator {
  /// `count` values at `offset` of the arena, rounded up to a multiple of 4 values.
  ///
  /// - Errors: `blobProgram` unless 1 <= count <= `BlobValidator.largestCount` and they lie inside, aligned to 4.
  func span(at offset: UInt32, count: UInt32, type: ElementType) throws(RuntimeError) -> ArenaSpan {
    guard count >= 1, count <= UInt32(BlobValidator.largestCount) else { throw .blobProgram }
    return try span(at: offset, bytes: BlockedLayout.padded(Int(count)) &* type.bytes)
  }

  /// `bytes` bytes at `offset` of the arena.
  private func span(at offset: UInt32, bytes: Int) throws(RuntimeError) -> ArenaSpan {
    let span = ArenaSpan(offset: Int(min(offset, 1 << 30)), bytes: bytes)
    guard span.offset & 3 == 0, span.offset &+ bytes <= arenaBytes else { throw .blobProgram }
    return span
  }

  /// Checks that operation `index` may read `count` values at `offset`: the first values of what an earlier operation
  /// stored, or of the window, not overwritten since. An int16 activation in planes is read as a whole, because the
  /// place of its high plane depends on its length; or only its high plane, as int8.
  func readable(
    at offset: UInt32, count: UInt32, type: ElementType, before index: Int
  ) throws(RuntimeError) -> ArenaSpan {
    let wanted = try span(at: offset, count: count, type: type)
    var producer = index &- 1
    while producer >= 0 {
      let op = blob.op(producer)
      if op.sink == Sink.arena.rawValue {
        guard let written = ElementType(rawValue: op.outputType) else { throw .blobProgram }
        let produced = op.producedCount
        if op.outputOffset == offset && written == type
          && (type == .int16Planes ? produced == count : produced >= count)
        {
          return wanted
        }
        if written == .int16Planes && type == .int8 && produced >= count
          && produced <= UInt32(BlobValidator.largestCount)
          && offset == op.outputOffset.plus(produced.padded)
        {
          return wanted
        }
        if wanted.overlaps(try span(at: op.outputOffset, count: produced, type: written)) { throw .blobProgram }
      }
      if let scratch = try scratch(of: op), wanted.overlaps(scratch) { throw .blobProgram }
      producer &-= 1
    }
    guard offset == 0, count <= UInt32(blob.windowCount), type.rawValue == blob.header.inputType
    else { throw .blobProgram }
    return wanted
  }

  /// Where an operation stores its result.
  func writable(_ op: OpRecord, type: ElementType) throws(RuntimeError) -> ArenaSpan {
    try span(at: op.outputOffset, count: op.producedCount, type: type)
  }

  /// The memory that an operation uses while it runs; nil where it needs none.
  func scratch(of op: OpRecord) throws(RuntimeError) -> ArenaSpan? {
    if op.scratchBytes == 0 {
      if op.scratchOffset != 0 { throw .blobProgram }
      return nil
    }
    // Carried state lies where no other operand can.
    if op.carriesState { return nil }
    guard op.scratchBytes <= UInt32(arenaBytes) else { throw .blobProgram }
    return try span(at: op.scratchOffset, bytes: Int(op.scratchBytes))
  }

  /// Checks that what an operation writes lies apart from what it reads or writes elsewhere.
  func requireApart(_ written: ArenaSpan, _ other: ArenaSpan?) throws(RuntimeError) {
    if let other, written.overlaps(other) { throw .blobProgram }
  }
}

extension UInt32 {
  /// A fixed-point multiplier.
  var isMultiplier: Bool { self <= UInt32(Int32.max) }
}

extension UInt8 {
  /// A left shift before a fixed-point multiplier.
  var isPreshift: Bool { self >= 1 && self <= 30 }
}

extension Int32 {
  /// A value that int8 holds.
  var isInt8: Bool { self >= -128 && self <= 127 }
}
