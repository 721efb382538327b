import AnomalyFormat

/// A recurrent operation of an int8 program, slow and obvious: plain loops over 64-bit integers, one value after the other,
/// as the format documents it.
struct RecurrentIntegerReference {
  let blob: Blob
  let op: OpRecord

  private var cell: RecurrentCell { RecurrentCell(rawValue: op.variant) ?? .simple }
  private var units: Int { Int(op.outputCount) }

  /// What the operation stores for its input, both as whole values (planes: low + 256·high).
  func output(for x: [Int64]) -> [Int64] {
    var hidden = [Int64](repeating: 0, count: units)
    var state = [Int64](repeating: 0, count: units)
    var result: [Int64] = []
    for step in 0..<Int(op.positions) {
      let first = step * Int(op.inputStride)
      let input = Array(x[first..<first + Int(op.inputCount)])
      let read = op.secondType == ElementType.int16Planes.rawValue ? hidden : hidden.map(rounded)
      for unit in 0..<units { hidden[unit] = stored(next(unit, input, read, &state[unit])) }
      if op.flags & RecurrentFlags.returnsSequence != 0 { result += hidden } else { result = hidden }
    }
    return op.outputType == ElementType.int16Planes.rawValue ? result : result.map(rounded)
  }

  /// The hidden value of a unit in units of 2⁻¹⁵.
  private func next(_ unit: Int, _ x: [Int64], _ h: [Int64], _ state: inout Int64) -> Int64 {
    func sum(_ gate: Int) -> Int64 { fromInput(gate, unit, x) + fromHidden(gate, unit, h) }
    switch cell {
    case .simple: return curve(op.secondCurve, sum(0))
    case .lstm:
      let i = curve(op.curve, sum(0))
      let f = curve(op.curve, sum(1))
      let g = curve(op.secondCurve, sum(2))
      let o = curve(op.curve, sum(3))
      let shift = Int64(op.parameter0)
      state = clamp((f * state + (i * g) >> (2 + shift) + 1 << 14) >> 15, -32768, 32767)
      return (o * curve(op.secondCurve, state << shift) + 1 << 14) >> 15
    case .gru:
      let r = curve(op.curve, sum(0))
      let z = curve(op.curve, sum(1))
      let inner = (r * fromHidden(2, unit, h) + 1 << 14) >> 15
      let n = curve(op.secondCurve, fromInput(2, unit, x) + inner)
      state = clamp((z * state + (32768 - z) * n + 1 << 14) >> 15, -32768, 32767)
      return state
    }
  }

  private func stored(_ value: Int64) -> Int64 { clamp((value * Int64(op.parameter1) + 2048) >> 12, -32768, 32639) }
  private func rounded(_ value: Int64) -> Int64 { (value + 128) >> 8 }

  // MARK: Products

  private func row(_ gate: Int, _ unit: Int) -> Int {
    let group = cell == .simple ? 64 : 16
    let before = unit / group
    let inGroup = min(group, units - before * group)
    return before * group * cell.gates + gate * inGroup + unit % group
  }

  private func fromInput(_ gate: Int, _ unit: Int, _ x: [Int64]) -> Int64 {
    let row = row(gate, unit)
    let bias: Int32 = tensor(op.bias, row)
    return scaled(product(op.weights, row, x) + Int64(bias), by: tensor(op.multipliers, row), Int64(op.preshift))
  }

  private func fromHidden(_ gate: Int, _ unit: Int, _ h: [Int64]) -> Int64 {
    let row = row(gate, unit)
    let bias: Int32 = cell == .gru && gate == 2 ? tensor(op.secondBias, unit) : 0
    let sum = product(op.secondWeights, row, h) + Int64(bias)
    return scaled(sum, by: tensor(op.secondMultipliers, row), Int64(op.secondPreshift))
  }

  private func product(_ offset: UInt32, _ row: Int, _ x: [Int64]) -> Int64 {
    let layout = BlockedLayout(rows: units * cell.gates, columns: x.count, element: .int8)
    let weights = blob.start(of: .tensors) + Int(offset)
    return x.indices.reduce(0) { sum, column in
      sum + Int64(weights.load(fromByteOffset: layout.index(row: row, column: column), as: Int8.self)) * x[column]
    }
  }

  private func tensor<Value: BitwiseCopyable>(_ offset: UInt32, _ index: Int) -> Value {
    (blob.start(of: .tensors) + Int(offset)).load(fromByteOffset: index * MemoryLayout<Value>.size, as: Value.self)
  }

  // MARK: Arithmetic

  private func scaled(_ value: Int64, by multiplier: Int32, _ preshift: Int64) -> Int64 {
    precondition(value.magnitude << UInt64(preshift) <= 1 << 31, "the exporter left no room in 32 bits")
    return ((value << preshift) * Int64(multiplier) + 1 << 31) >> 32
  }

  private func curve(_ offset: UInt32, _ place: Int64) -> Int64 {
    let u = clamp(place + 32768, 0, 65535)
    let left: Int16 = tensor(offset, Int(u / 256))
    let right: Int16 = tensor(offset, Int(u / 256) + 1)
    return Int64(left) + ((Int64(right) - Int64(left)) * (u % 256) + 128) >> 8
  }

  private func clamp(_ value: Int64, _ low: Int64, _ high: Int64) -> Int64 { min(max(value, low), high) }
}
