/// Layer normalisation in integers (Ba et al. 2016), of one input or of the sum of two, int8 or int16 in and out.
struct LayerNormInteger {
  let op: OpRecord
  let machine: Machine
  /// Channels.
  let count: Int
  /// One row: the sum of the inputs in a common unit.
  private let row: UnsafeMutablePointer<Int32>

  init(_ op: OpRecord, in machine: Machine) {
    self.op = op
    self.machine = machine
    count = Int(op.inputCount)
    row = (machine.arena + Int(op.scratchOffset)).assumingMemoryBound(to: Int32.self)
  }

  /// Every row.
  func run() {
    for position in 0..<Int(op.positions) {
      let first = position &* count
      for index in 0..<count { row[index] = 0 }
      add(
        op.inputType, at: op.inputOffset, first: first, zero: op.inputZero, by: Int32(bitPattern: op.parameter0),
        preshift: Int(op.preshift))
      if op.secondCount > 0 {
        add(
          op.secondType, at: op.secondOffset, first: first, zero: op.secondZero, by: Int32(bitPattern: op.parameter1),
          preshift: Int(op.secondPreshift))
      }
      normalise()
      store(first)
    }
  }

  /// row += scaled(x − zero) for the values of an input from `first` on.
  @inline(never)
  private func add(_ type: UInt8, at offset: UInt32, first: Int, zero: Int32, by multiplier: Int32, preshift: Int) {
    let start = machine.arena + Int(offset)
    let bytes = start.assumingMemoryBound(to: Int8.self) + first
    switch ElementType(rawValue: type).unsafelyUnwrapped {
    case .int16Planes:
      let high = bytes + BlockedLayout.padded(count &* Int(op.positions))
      for index in 0..<count {
        let value = Int32(bytes[index]) &+ Int32(high[index]) &<< 8 &- zero
        row[index] = row[index] &+ FixedPoint.scaled(value, by: multiplier, preshift: preshift)
      }
    case .int16:
      let words = start.assumingMemoryBound(to: Int16.self) + first
      for index in 0..<count {
        row[index] =
          row[index] &+ FixedPoint.scaled(Int32(words[index]) &- zero, by: multiplier, preshift: preshift)
      }
    default:
      for index in 0..<count {
        row[index] =
          row[index] &+ FixedPoint.scaled(Int32(bytes[index]) &- zero, by: multiplier, preshift: preshift)
      }
    }
  }

  /// row ← (row − mean) / √(Σ (row − mean)² + ε) in units of 2⁻²⁹.
  @inline(never)
  private func normalise() {
    var sum: Int64 = 0
    for index in 0..<count { sum &+= Int64(row[index]) }
    let mean = Int32(truncatingIfNeeded: sum / Int64(count))
    var squares: Int64 = 0
    for index in 0..<count {
      let difference = row[index] &- mean
      row[index] = difference
      squares &+= Int64(difference) &* Int64(difference)
    }
    let epsilon = UInt64(op.parameter3) &<< 32 | UInt64(op.parameter2)
    // Never 0, whatever wraps.
    let total = (UInt64(bitPattern: squares) &+ epsilon) | 1
    let zeros = total.leadingZeroBitCount & ~1
    let root = FixedPoint.squareRoot(total &<< UInt64(zeros))
    let inverse = Int32(truncatingIfNeeded: (0x3FFF_FFFF_FFFF_FFFF as UInt64) / root)
    let preshift = max(zeros / 2 &- 1, 0)
    for index in 0..<count { row[index] = FixedPoint.scaled(row[index], by: inverse, preshift: preshift) }
  }

  /// Scales and shifts each channel and stores the row.
  @inline(never)
  private func store(_ first: Int) {
    let scale = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    let shift = (machine.tensors + Int(op.bias)).assumingMemoryBound(to: Int32.self)
    let start = machine.arena + Int(op.outputOffset)
    let bytes = start.assumingMemoryBound(to: Int8.self) + first
    let type = ElementType(rawValue: op.outputType).unsafelyUnwrapped
    let high = type == .int16Planes ? bytes + BlockedLayout.padded(count &* Int(op.positions)) : bytes
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
