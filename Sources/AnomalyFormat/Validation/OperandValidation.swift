/// A stretch of the arena; without bytes where there is none.
struct ArenaSpan {
  var offset: UInt32 = 0
  var bytes: UInt32 = 0

  /// Whether the two share a byte; for stretches inside an arena.
  func overlaps(_ other: ArenaSpan) -> Bool {
    offset < other.offset &+ other.bytes && other.offset < offset &+ bytes
  }
}

/// A set of element types.
struct ElementTypes {
  /// Bit n stands for the type with raw value n.
  private var bits: UInt32

  static var int8: ElementTypes { ElementTypes(.int8) }
  static var int16: ElementTypes { ElementTypes(.int16) }
  static var int16Planes: ElementTypes { ElementTypes(.int16Planes) }
  static var int32: ElementTypes { ElementTypes(.int32) }
  static var float32: ElementTypes { ElementTypes(.float32) }

  private init(_ type: ElementType) { bits = 1 << UInt32(type.rawValue) }

  /// Both sets together.
  static func | (a: ElementTypes, b: ElementTypes) -> ElementTypes {
    var both = a
    both.bits |= b.bits
    return both
  }

  /// Whether a raw value is that of a type in the set.
  func contains(_ raw: UInt8) -> Bool { raw < 8 && bits &>> UInt32(raw) & 1 == 1 }
}

extension OpRecord {
  /// Whether a recurrent operation goes on from the state that the window before left.
  @inlinable
  public var carriesState: Bool {
    code == OpCode.recurrent.rawValue && flags & RecurrentFlags.carriesState != 0
  }

  /// Whether the scratch memory keeps something from window to window.
  var isCarried: Bool { carriesState || (BuiltOperations.reuse && keepsPositions) }

  /// Values that the operation stores in the arena, at `outputOffset`, or the largest number below 2³².
  public var producedCount: UInt32 {
    let returnsLast = code == OpCode.recurrent.rawValue && flags & RecurrentFlags.returnsSequence == 0
    return returnsLast ? outputCount : outputCount.times(positions)
  }
}

/// Where operations read and write. What an operation writes lies apart from everything else that it uses: results and
/// scratch memory are named first, inputs after them.
extension ProgramValidator {
  /// `count` values at `offset` of the arena, rounded up to a multiple of 4 values. They are 1 to
  /// `BlobValidator.largestCount`, lie inside and are aligned to 4.
  ///
  /// - Parameter type: the raw value of a known type.
  @inline(never)
  private mutating func span(at offset: UInt32, count: UInt32, type: UInt8) -> ArenaSpan {
    if count > UInt32(BlobValidator.largestCount) { fail() }
    return span(at: offset, bytes: bytes(count, of: type))
  }

  /// 1 or more bytes at `offset` of the arena.
  @inline(never)
  private mutating func span(at offset: UInt32, bytes: UInt32) -> ArenaSpan {
    // Carried state lies behind.
    let arena = blob.header.arenaBytes &- blob.header.carriedBytes
    if bytes == 0 || bytes > arena || offset > arena &- bytes || offset & 3 != 0 { fail() }
    return ArenaSpan(offset: offset, bytes: bytes)
  }

  /// What that many values of a known type take.
  @inline(never)
  private func bytes(_ count: UInt32, of type: UInt8) -> UInt32 {
    if ElementTypes.int8.contains(type) { return count.padded }
    return (ElementTypes.float32 | .int32).contains(type) ? count.padded &* 4 : count.padded &* 2
  }

  /// Whether values may have a type, and this zero point: int8 any that int8 holds, others 0.
  ///
  /// - Parameter types: what they may be in int8 programs; in float programs they are float32.
  @inline(never)
  private func isKnown(_ type: UInt8, in types: ElementTypes, zero: Int32) -> Bool {
    (blob.isInteger ? types : .float32).contains(type)
      && (type == ElementType.int8.rawValue ? zero.isInt8 : zero == 0)
  }

  /// Checks where the operation stores its result.
  @inline(never)
  mutating func requireOutput(_ types: ElementTypes) {
    guard isKnown(op.outputType, in: types, zero: op.outputZero) else { return fail() }
    output = span(at: op.outputOffset, count: op.producedCount, type: op.outputType)
  }

  /// Checks the memory that the operation uses while it runs: exactly `bytes`.
  @inline(never)
  mutating func requireScratch(_ bytes: UInt32) {
    if op.scratchBytes != bytes { fail() }
    if op.isCarried {
      // Behind what the operation before keeps.
      if op.scratchOffset != carriedEnd || bytes & 3 != 0 || bytes > blob.header.arenaBytes &- carriedEnd { fail() }
      carriedEnd &+= bytes
    } else if bytes != 0 {
      scratch = span(at: op.scratchOffset, bytes: bytes)
      if scratch.overlaps(output) { fail() }
    } else if op.scratchOffset != 0 {
      fail()
    }
  }

  /// Checks the first input, of which `count` values are read.
  mutating func requireInput(_ types: ElementTypes, count: UInt32) {
    requireReadable(types, op.inputType, at: op.inputOffset, count: count, zero: op.inputZero)
  }

  /// Checks the second input, of which `count` values are read.
  mutating func requireSecond(_ types: ElementTypes, count: UInt32) {
    requireReadable(types, op.secondType, at: op.secondOffset, count: count, zero: op.secondZero)
  }

  /// Checks that the operation may read `count` values at `offset`: the first values of what an earlier operation
  /// stored, or of the window, not overwritten since. An int16 activation in planes is read as a whole, because the
  /// place of its high plane depends on its length; or only its high plane, as int8.
  @inline(never)
  mutating func requireReadable(
    _ types: ElementTypes, _ type: UInt8, at offset: UInt32, count: UInt32, zero: Int32
  ) {
    guard isKnown(type, in: types, zero: zero) else { return fail() }
    let wanted = span(at: offset, count: count, type: type)
    if wanted.overlaps(output) || wanted.overlaps(scratch) { fail() }
    if error != nil { return }
    var earlier = record
    for _ in 0..<index {
      earlier -= 1
      let op = earlier.pointee
      if op.sink == Sink.arena.rawValue {
        // Earlier operations were checked: their types are known, and their results lie inside the arena.
        let produced = op.producedCount
        let isPlanes = BuiltOperations.planes && op.outputType == ElementType.int16Planes.rawValue
        if offset == op.outputOffset && type == op.outputType && (isPlanes ? produced == count : produced >= count) {
          return
        }
        if isPlanes && type == ElementType.int8.rawValue && produced >= count
          && offset == op.outputOffset &+ produced.padded
        {
          return
        }
        let place = ArenaSpan(offset: op.outputOffset, bytes: bytes(produced, of: op.outputType))
        if wanted.overlaps(place) { return fail() }
      }
      if wanted.overlaps(ArenaSpan(offset: op.scratchOffset, bytes: op.scratchBytes)) { return fail() }
    }
    if offset != 0 || count > UInt32(blob.windowCount) || type != blob.header.inputType { fail() }
  }
}
