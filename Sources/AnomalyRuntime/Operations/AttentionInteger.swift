import CAnomalyKernels

/// Heads of attention in integers (Vaswani et al. 2017, section 3.2.2). Queries, keys and values are int8 with zero 0.
/// x86-64 has a kernel of its own (`Machine.attendInteger`).
struct AttentionInteger {
  /// The operation, where it lies in the blob.
  private let record: UnsafePointer<OpRecord>
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }
  let layout: AttentionLayout
  let machine: Machine
  /// Keys of one head as a matrix of keys × width, values as one of width × keys.
  private let keys: UnsafeMutablePointer<Int8>
  private let values: UnsafeMutablePointer<Int8>
  private let sums: UnsafeMutablePointer<Int32>
  /// Weights of one query in units of 2⁻¹⁴ of the largest, low bytes, then high bytes.
  private let low: UnsafeMutablePointer<Int8>
  private let high: UnsafeMutablePointer<Int8>
  private let query: UnsafeMutablePointer<Int8>

  init(_ record: UnsafePointer<OpRecord>, in machine: Machine) {
    self.record = record
    let op = record.pointee
    self.machine = machine
    layout = AttentionLayout(op)
    keys = (machine.arena + Int(op.scratchOffset)).assumingMemoryBound(to: Int8.self)
    values = keys + layout.matrixCount
    let behind = UnsafeMutableRawPointer(values + layout.matrixCount)
    sums = behind.assumingMemoryBound(to: Int32.self)
    low = (behind + 4 &* layout.sumCount).assumingMemoryBound(to: Int8.self)
    high = low + layout.paddedKeys
    query = high + layout.paddedKeys
  }

  /// Every head of every query.
  func run() {
    let rows = UnsafePointer((machine.arena + Int(op.inputOffset)).assumingMemoryBound(to: Int8.self))
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Int8.self)
    for head in 0..<layout.heads {
      let column = head &* layout.width
      pack(column)
      for row in 0..<layout.queries {
        let from = rows + (row &* layout.queryRow &+ column)
        copy(from)
        let seen = op.variant == AttentionMask.causal.rawValue ? min(row &+ 1, layout.keys) : layout.keys
        let sum = weigh(seen, head: head)
        average(sum, column: column, into: output + (row &* layout.columns &+ column))
      }
    }
  }

  /// The query as the micro-kernel reads it.
  @inline(__always)
  private func copy(_ from: UnsafePointer<Int8>) {
    for index in 0..<layout.width { query[index] = from[index] }
  }

  /// Lays keys and values of the head that begins at `column` out as weights, −128 made −127 as weights are.
  @inline(never)
  private func pack(_ column: Int) {
    let rows = UnsafePointer((machine.arena + Int(op.secondOffset)).assumingMemoryBound(to: Int8.self))
    let key = rows + (layout.firstKey &+ column)
    for index in layout.width..<layout.paddedWidth { query[index] = 0 }
    AttentionLayout.pack(
      key, rows: layout.keys, columns: layout.width, rowStride: layout.keyRow, columnStride: 1, group: 4, low: -127,
      into: keys)
    AttentionLayout.pack(
      key + layout.columns, rows: layout.width, columns: layout.keys, rowStride: 1, columnStride: layout.keyRow,
      group: 4, low: -127, into: values)
  }

  /// Weights of the first `seen` keys for the query, 0 for the others: 2^(logit − largest logit), logits in log2 units
  /// times 256. Returns their sum, 2¹⁴ ... 2²⁴ − 1.
  @inline(never)
  @_optimize(speed)
  private func weigh(_ seen: Int, head: Int) -> UInt32 {
    let count = layout.paddedKeys
    let visible = min(count, (seen &+ 15) & ~15)
    for key in 0..<visible { sums[key] = 0 }
    anomaly_dot(
      machine.tier, sums, keys, query, Int32(truncatingIfNeeded: visible),
      Int32(truncatingIfNeeded: layout.paddedWidth))
    let powers = (machine.tensors + Int(op.curve)).assumingMemoryBound(to: Int16.self)
    let multiplier = (machine.tensors + Int(op.secondMultipliers)).assumingMemoryBound(to: Int32.self)[head]
    let preshift = Int(op.secondPreshift)
    var largest = sums[0]
    for key in 1..<seen { largest = max(largest, sums[key]) }
    var sum: UInt32 = 0
    for key in 0..<seen {
      let scaled = FixedPoint.scaled(largest &- sums[key], by: multiplier, preshift: preshift)
      let distance = UInt32(bitPattern: scaled)
      let weight = Int32(powers[Int(distance & 255)]) &>> Int32(bitPattern: min(distance >> 8, 15))
      let part = Int8(truncatingIfNeeded: weight)
      low[key] = part
      high[key] = Int8(truncatingIfNeeded: (weight &- Int32(part)) >> 8)
      sum &+= UInt32(bitPattern: weight)
    }
    for key in seen..<count {
      low[key] = 0
      high[key] = 0
    }
    return sum
  }

  /// The weighted mean of the values, requantised.
  @inline(never)
  private func average(_ sum: UInt32, column: Int, into output: UnsafeMutablePointer<Int8>) {
    let count = layout.paddedWidth
    let rows = Int32(truncatingIfNeeded: count)
    let columns = Int32(truncatingIfNeeded: layout.paddedKeys)
    for index in 0..<count { sums[index] = 0 }
    anomaly_dot_wide(machine.tier, sums, values, low, high, rows, columns)
    let zeros = sum.leadingZeroBitCount
    // 2⁴⁰ / (sum·2^zeros), 2²⁴ ... 2²⁵.
    let inverse = Int32(truncatingIfNeeded: (0x7FFF_FFFF / ((sum &<< UInt32(zeros)) >> 16)) &<< 9)
    let multipliers = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self) + column
    for index in 0..<layout.width {
      let mean = FixedPoint.scaled(sums[index], by: inverse, preshift: zeros &- 8)
      let value = op.outputZero &+ FixedPoint.scaled(mean, by: multipliers[index], preshift: Int(op.preshift))
      output[index] = Int8(truncatingIfNeeded: min(max(value, -128), 127))
    }
  }
}
