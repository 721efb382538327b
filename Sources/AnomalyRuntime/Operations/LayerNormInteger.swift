import CAnomalyKernels

/// Layer normalisation in integers (Ba et al. 2016), of one input or of the sum of two, int8 or int16 in and out.
/// x86-64 has a kernel of its own (`Machine.normaliseInteger`).
struct LayerNormInteger {
  /// The operation, where it lies in the blob.
  private let record: UnsafePointer<OpRecord>
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }
  let machine: Machine
  /// Channels.
  let count: Int
  /// One row: the sum of the inputs in a common unit.
  private let row: UnsafeMutablePointer<Int32>

  init(_ record: UnsafePointer<OpRecord>, in machine: Machine) {
    self.record = record
    let op = record.pointee
    self.machine = machine
    count = Int(op.inputCount)
    row = (machine.arena + Int(op.scratchOffset)).assumingMemoryBound(to: Int32.self)
  }

  /// Bytes of one plane of an input or output in planes.
  private var planeBytes: Int { BlockedLayout.padded(count &* Int(op.positions)) }

  /// Every row.
  func run() {
    for position in 0..<Int(op.positions) {
      let first = position &* count
      for index in 0..<count { row[index] = 0 }
      machine.add(
        op.inputType, at: op.inputOffset, planeBytes: planeBytes, first: first, count: count, zero: op.inputZero,
        by: Int32(bitPattern: op.parameter0), preshift: Int(op.preshift), to: row)
      if op.secondCount > 0 {
        machine.add(
          op.secondType, at: op.secondOffset, planeBytes: planeBytes, first: first, count: count, zero: op.secondZero,
          by: Int32(bitPattern: op.parameter1), preshift: Int(op.secondPreshift), to: row)
      }
      normalise()
      store(first)
    }
  }

  /// row ← (row − mean) / √(Σ (row − mean)² + ε) in units of 2⁻²⁹.
  @inline(never)
  private func normalise() {
    let squares = center()
    let epsilon = UInt64(op.parameter3) &<< 32 | UInt64(op.parameter2)
    // Never 0, whatever wraps.
    let total = (squares &+ epsilon) | 1
    let zeros = total.leadingZeroBitCount & ~1
    let root = FixedPoint.squareRoot(total &<< UInt64(zeros))
    let inverse = Int32(truncatingIfNeeded: FixedPoint.quotient(0x3FFF_FFFF_FFFF_FFFF, by: root))
    let preshift = max(zeros / 2 &- 1, 0)
    for index in 0..<count { row[index] = FixedPoint.scaled(row[index], by: inverse, preshift: preshift) }
  }

  /// row ← row − mean. Returns the sum of its squares, modulo 2⁶⁴.
  @inline(__always)
  private func center() -> UInt64 {
    var sum: Int64 = 0
    for index in 0..<count { sum &+= Int64(row[index]) }
    // Towards 0.
    let magnitude = FixedPoint.quotient(sum.magnitude, by: UInt64(count))
    let mean = Int32(truncatingIfNeeded: sum < 0 ? 0 &- magnitude : magnitude)
    var squares: Int64 = 0
    for index in 0..<count {
      let difference = row[index] &- mean
      row[index] = difference
      squares &+= Int64(difference) &* Int64(difference)
    }
    return UInt64(bitPattern: squares)
  }

  /// Scales and shifts each channel and stores the row.
  @inline(never)
  private func store(_ first: Int) {
    let scale = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    let shift = (machine.tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self)
    let start = machine.arena + Int(op.outputOffset)
    let bytes = start.assumingMemoryBound(to: Int8.self) + first
    let type = ElementType(rawValue: op.outputType).unsafelyUnwrapped
    let high = type == .int16Planes ? bytes + planeBytes : bytes
    for index in 0..<count {
      let sum = shift[index] &+ FixedPoint.scaled(row[index], by: scale[index], preshift: 1)
      let value = min(max(sum, -32768), 32639)
      switch type {
      case .int16: start.assumingMemoryBound(to: Int16.self)[first &+ index] = Int16(truncatingIfNeeded: value)
      default:
        // In planes the low byte takes what rounding to the high byte left.
        bytes[index] = Int8(truncatingIfNeeded: value)
        high[index] = Int8(truncatingIfNeeded: (value &+ 128) >> 8)
      }
    }
  }
}
