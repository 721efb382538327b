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
    let first = Int(blob.score.targetOffset)
    let compared = targets[first..<first + Int(blob.score.residualCount)]
    let valid = compared.count { $0 != nil }
    var score: Float = 0
    for index in 0..<Int(header.opCount) {
      let op = blob.op(index)
      switch OpCode(rawValue: op.code) {
      case .dense where op.sink == Sink.residual.rawValue:
        if valid == 0 || op.scoreUnit == 0 { continue }
        var sum: UInt64 = 0
        for (output, target) in zip(dense(op), compared) {
          guard let target else { continue }
          sum += UInt64((target - output) * (target - output))
        }
        score += Float(sum) * op.scoreUnit / Float(valid)
      case .dense: activations[op.outputOffset] = dense(op)
      case .softmax: activations[op.outputOffset] = softmax(op)
      case .combine: activations[op.outputOffset] = combine(op)
      case .distance: score += Float(distance(op)) * op.scoreUnit
      case .divergence: score += Float(divergence(op)) * op.scoreUnit
      case .attention: activations[op.outputOffset] = attention(op)
      case .layerNorm: storeLayerNorm(op)
      case .recurrent:
        let x = Array((activations[op.inputOffset] ?? []).prefix(Int(op.inputLength)))
        activations[op.outputOffset] = RecurrentIntegerReference(blob: blob, op: op).output(for: x)
      case nil: preconditionFailure("no reference of operation \(op.code)")
      }
    }
    return valid == 0 ? 0 : score
  }

  /// A sample in residual units; nil where it is missing.
  private func target(_ sample: Float, column: Int) -> Int64? {
    let record = blob.column(column)
    let scaled = (sample - record.center) * record.gain
    if scaled.isNaN { return nil }
    return Int64(min(max(scaled, -InputRange.integer), InputRange.integer).rounded(.toNearestOrEven))
  }

  /// Outputs of all positions; of a residual in residual units.
  private func dense(_ op: OpRecord) -> [Int64] {
    let layout = BlockedLayout(rows: Int(op.outputCount), columns: Int(op.inputCount), element: .int8)
    let x = activations[op.inputOffset] ?? []
    let length = op.inputLength == 0 ? layout.columns : Int(op.inputLength)
    return (0..<Int(op.positions)).flatMap { position in
      let patch = (0..<layout.columns).map { column in
        let place = position * Int(op.inputStride) - Int(op.inputPadding) + column
        return (0..<length).contains(place) ? x[place] : Int64(op.inputZero)
      }
      let biases = op.flags & 1 == 0 ? 0 : position * ((layout.rows + 3) / 4 * 4)
      return (0..<layout.rows).map { row in
        var sum = Int64(tensor(op.bias, biases + row, Int32.self))
        for column in 0..<layout.columns {
          sum += patch[column] * Int64(tensor(op.weights, layout.index(row: row, column: column), Int8.self))
        }
        let value = scaled(
          sum, multiplier: Int64(tensor(op.multipliers, row, Int32.self)), preshift: Int64(op.preshift))
        return op.sink == Sink.residual.rawValue ? expected(value, op) : stored(value, op, isFine: false)
      }
    }
  }

  /// A residual's output in residual units.
  private func expected(_ value: Int64, _ op: OpRecord) -> Int64 {
    if op.activation != FusedActivation.curve.rawValue { return clamp(value, -(1 << 22), 1 << 22) }
    let result = scaled(
      curve(value, op.curve), multiplier: Int64(op.parameter2), preshift: Int64(op.secondPreshift))
    return clamp(result + Int64(Int32(bitPattern: op.parameter3)), -(1 << 22), 1 << 22)
  }

  /// A result as the operation stores it.
  ///
  /// - Parameter isFine: whether results of int8 come in 1/256 steps, zero point included, even without a curve.
  func stored(_ value: Int64, _ op: OpRecord, isFine: Bool) -> Int64 {
    let isCurve = op.activation == FusedActivation.curve.rawValue
    let result = isCurve ? curve(value, op.curve) : value
    let zero = Int64(op.outputZero)
    let low: Int64? = op.activation == FusedActivation.relu.rawValue ? zero : nil
    switch ElementType(rawValue: op.outputType) {
    case .int8:
      return clamp(isCurve || isFine ? (result + 128) >> 8 : result + zero, low ?? -128, 127)
    case .int16: return clamp(result, low ?? -32768, 32767)
    default: return result
    }
  }

  /// A curve, straight between its entries.
  private func curve(_ value: Int64, _ table: UInt32) -> Int64 {
    let place = clamp(value + 32768, 0, 65535)
    let low = Int64(tensor(table, Int(place / 256), Int16.self))
    let high = Int64(tensor(table, Int(place / 256) + 1, Int16.self))
    return low + ((high - low) * (place % 256) + 128) >> 8
  }

  /// Element `index` of the tensor at an offset.
  func tensor<Element: BitwiseCopyable>(_ offset: UInt32, _ index: Int, _: Element.Type) -> Element {
    blob.start(of: .tensors).load(
      fromByteOffset: Int(offset) + index * MemoryLayout<Element>.size, as: Element.self)
  }

  private func softmax(_ op: OpRecord) -> [Int64] {
    let all = activations[op.inputOffset] ?? []
    return stride(from: 0, to: all.count, by: Int(op.inputCount)).flatMap { first in
      softmax(op, Array(all[first..<first + Int(op.inputCount)]))
    }
  }

  private func softmax(_ op: OpRecord, _ step: [Int64]) -> [Int64] {
    var similarities = step
    if op.variant == Similarity.cosine.rawValue {
      let query = (activations[op.secondOffset] ?? []).prefix(Int(op.secondCount)).map { $0 - Int64(op.secondZero) }
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
    precondition(Int32(exactly: value << preshift) != nil, "the exporter left no room in 32 bits")
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
