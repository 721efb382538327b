import CAnomalyKernels

/// Heads of attention in float32: every sum in the order of channels or of keys, rounded after each operation.
struct AttentionFloat {
  /// The operation, where it lies in the blob.
  private let record: UnsafePointer<OpRecord>
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }
  let layout: AttentionLayout
  let machine: Machine
  /// Keys of one head as a matrix of keys × width, values as one of width × keys.
  private let keys: UnsafeMutablePointer<Float>
  private let values: UnsafeMutablePointer<Float>
  private let weights: UnsafeMutablePointer<Float>
  private let sums: UnsafeMutablePointer<Float>

  init(_ record: UnsafePointer<OpRecord>, in machine: Machine) {
    self.record = record
    let op = record.pointee
    self.machine = machine
    layout = AttentionLayout(op)
    keys = (machine.arena + Int(op.scratchOffset)).assumingMemoryBound(to: Float.self)
    values = keys + layout.matrixCount
    weights = values + layout.matrixCount
    sums = weights + layout.paddedKeys
  }

  /// Every head of every query.
  func run() {
    let rows = UnsafePointer((machine.arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self))
    let output = (machine.arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
    for head in 0..<layout.heads {
      let column = head &* layout.width
      pack(column)
      for row in 0..<layout.queries {
        let seen = op.variant == AttentionMask.causal.rawValue ? min(row &+ 1, layout.keys) : layout.keys
        let sum = weigh(rows + (row &* layout.queryRow &+ column), seen: seen)
        average(sum, into: output + (row &* layout.columns &+ column))
      }
    }
  }

  /// Lays keys and values of the head that begins at `column` out as weights.
  @inline(never)
  private func pack(_ column: Int) {
    let rows = UnsafePointer((machine.arena + Int(op.secondOffset)).assumingMemoryBound(to: Float.self))
    let key = rows + (layout.firstKey &+ column)
    AttentionLayout.pack(
      key, rows: layout.keys, columns: layout.width, rowStride: layout.keyRow, columnStride: 1, group: 1,
      low: -.infinity, into: keys)
    AttentionLayout.pack(
      key + layout.columns, rows: layout.width, columns: layout.keys, rowStride: 1, columnStride: layout.keyRow,
      group: 1, low: -.infinity, into: values)
  }

  /// exp(logit − largest logit) for the first `seen` keys, 0 for the others. Returns the sum.
  @inline(never)
  private func weigh(_ query: UnsafePointer<Float>, seen: Int) -> Float {
    for key in 0..<layout.paddedKeys { weights[key] = 0 }
    anomaly_dot_f32(
      machine.tier, weights, keys, query, Int32(truncatingIfNeeded: layout.paddedKeys),
      Int32(truncatingIfNeeded: layout.width))
    let factor = Float(bitPattern: op.parameter0)
    var largest = -Float.greatestFiniteMagnitude
    for key in 0..<seen {
      let logit = weights[key] * factor
      weights[key] = logit
      if logit > largest { largest = logit }
    }
    var sum: Float = 0
    for key in 0..<seen {
      let weight = FloatMath.exp(weights[key] - largest)
      weights[key] = weight
      sum += weight
    }
    for key in seen..<layout.keys { weights[key] = 0 }
    return sum
  }

  /// The weighted mean of the values.
  @inline(never)
  private func average(_ sum: Float, into output: UnsafeMutablePointer<Float>) {
    for index in 0..<layout.paddedWidth { sums[index] = 0 }
    anomaly_dot_f32(
      machine.tier, sums, values, weights, Int32(truncatingIfNeeded: layout.paddedWidth),
      Int32(truncatingIfNeeded: layout.keys))
    for index in 0..<layout.width { output[index] = sum > 0 ? sums[index] / sum : 0 }
  }
}
