import AnomalyFormat

/// An int8 program, slow and obvious: plain loops over arrays of 64-bit integers, one value after the other, as the
/// format documents it.
struct IntegerReference {
  let blob: Blob
  /// Every activation by its arena offset.
  var activations: [UInt32: [Int64]] = [:]

  init(_ blob: Blob) { self.blob = blob }

  /// The score of a window of raw samples.
  mutating func score(_ window: [Float]) -> Float {
    let targets = window.indices.map { target(window[$0], column: $0 % blob.columns) }
    let header = blob.header
    activations[0] = targets.indices.map { index in
      let value = targets[index] ?? Int64(blob.column(index % blob.columns).fill)
      let half = Int64(1) << (Int64(header.inputShift) - 1)
      return clamp((value + half) >> Int64(header.inputShift) + Int64(header.inputZero), -128, 127)
    }
    var sum: UInt64 = 0
    for index in 0..<Int(header.opCount) {
      let op = blob.op(index)
      if op.code == OpCode.softmax.rawValue {
        activations[op.outputOffset] = softmax(op)
        continue
      }
      if op.code == OpCode.attention.rawValue {
        activations[op.outputOffset] = attention(op)
        continue
      }
      if op.code == OpCode.layerNorm.rawValue {
        storeLayerNorm(op)
        continue
      }
      let outputs = dense(op)
      if op.sink == Sink.arena.rawValue {
        activations[op.outputOffset] = outputs
        continue
      }
      for (index, output) in outputs.enumerated() {
        guard let target = targets[Int(blob.score.targetOffset) + index] else { continue }
        let difference = target - clamp(output, -(1 << 22), 1 << 22)
        sum += UInt64(difference * difference)
      }
    }
    let first = Int(blob.score.targetOffset)
    let valid = targets[first..<first + Int(blob.score.residualCount)].count { $0 != nil }
    return valid == 0 ? 0 : Float(sum) * blob.score.squareUnit / Float(valid)
  }

  /// A sample in residual units; nil where it is missing.
  private func target(_ sample: Float, column: Int) -> Int64? {
    let record = blob.column(column)
    let scaled = (sample - record.center) * record.gain
    if scaled.isNaN { return nil }
    return Int64(min(max(scaled, -InputRange.integer), InputRange.integer).rounded(.toNearestOrEven))
  }

  private func dense(_ op: OpRecord) -> [Int64] {
    let tensors = blob.start(of: .tensors)
    let layout = BlockedLayout(rows: Int(op.outputCount), columns: Int(op.inputCount), element: .int8)
    let x = activations[op.inputOffset] ?? []
    return (0..<layout.rows).map { row in
      var sum = Int64(tensors.load(fromByteOffset: Int(op.bias) + 4 * row, as: Int32.self))
      for column in 0..<layout.columns {
        let place = Int(op.weights) + layout.index(row: row, column: column)
        sum += x[column] * Int64(tensors.load(fromByteOffset: place, as: Int8.self))
      }
      let multiplier = tensors.load(fromByteOffset: Int(op.multipliers) + 4 * row, as: Int32.self)
      let value = scaled(sum, multiplier: Int64(multiplier), preshift: Int64(op.preshift))
      if op.outputType == ElementType.int32.rawValue { return value }
      let zero = Int64(op.outputZero)
      return clamp(value + zero, op.activation == FusedActivation.relu.rawValue ? zero : -128, 127)
    }
  }

  private func softmax(_ op: OpRecord) -> [Int64] {
    var similarities = activations[op.inputOffset] ?? []
    if op.variant == Similarity.cosine.rawValue {
      let query = (activations[op.secondOffset] ?? []).map { $0 - Int64(op.secondZero) }
      let squares = query.reduce(0) { $0 + $1 * $1 }
      let inverse = squares == 0 ? 0 : (1 << 44) / root(squares << 26)
      similarities = similarities.map { ($0 * inverse + 1 << 30) >> 31 }
    }
    let logits = similarities.map { scaled($0, multiplier: Int64(op.parameter0), preshift: Int64(op.preshift)) }
    let largest = logits.max() ?? 0
    let powers = logits.map { power(largest - $0) }
    let reciprocal = (1 << 61) / powers.reduce(0, +)
    let weights = powers.map { ($0 * reciprocal + 1 << 46) >> 47 }
    let shrink = Int64(op.parameter1)
    let kept = weights.filter { $0 > shrink }.reduce(0, +)
    if shrink == 0 || kept == 0 { return weights }
    return weights.map { $0 > shrink ? ($0 * ((1 << 30) / kept) + 1 << 15) >> 16 : 0 }
  }

  // MARK: Arithmetic

  /// ⌊value·2^preshift·multiplier / 2³² + ½⌋.
  func scaled(_ value: Int64, multiplier: Int64, preshift: Int64) -> Int64 {
    precondition(value.magnitude << UInt64(preshift) <= 1 << 31, "the exporter left no room in 32 bits")
    return ((value << preshift) * multiplier + 1 << 31) >> 32
  }

  /// 2^(−distance/65536) in units of 2⁻³⁰, by the polynomial of the format.
  private func power(_ distance: Int64) -> Int64 {
    if distance >= 30 << 16 { return 0 }
    let x = (distance & 0xFFFF) << 14
    let coefficients: [Int64] = [7_265_623, -57_025_608, 257_051_636, -744_161_876, 1_073_741_824]
    return coefficients.dropFirst().reduce(coefficients[0]) { $1 + ($0 * x) >> 30 } >> (distance >> 16)
  }

  /// ⌊√value⌋ by bisection.
  func root(_ value: Int64) -> Int64 {
    var low: Int64 = 0
    var high: Int64 = 1 << 31
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle * middle <= value { low = middle } else { high = middle }
    }
    return low
  }

  func clamp(_ value: Int64, _ low: Int64, _ high: Int64) -> Int64 { min(max(value, low), high) }
}
