import AnomalyFormat

extension IntegerReference {
  /// Keeps the result; of one in planes the high plane as well, which is read as int8.
  mutating func storeLayerNorm(_ op: OpRecord) {
    let result = layerNorm(op)
    activations[op.outputOffset] = result
    if op.outputType == ElementType.int16Planes.rawValue {
      activations[op.outputOffset + UInt32((result.count + 3) / 4 * 4)] = result.map { ($0 + 128) >> 8 }
    }
  }

  /// Layer normalisation, row by row. Returns int16 values; an int8 result is their high byte, rounded.
  func layerNorm(_ op: OpRecord) -> [Int64] {
    let tensors = blob.start(of: .tensors)
    func word(_ offset: UInt32, _ index: Int) -> Int64 {
      Int64(tensors.load(fromByteOffset: Int(offset) + 4 * index, as: Int32.self))
    }
    let count = Int(op.inputCount)
    let first = activations[op.inputOffset] ?? []
    let second = op.secondCount > 0 ? activations[op.secondOffset] ?? [] : []
    let epsilon = Int64(op.parameter3) << 32 + Int64(op.parameter2)
    return (0..<Int(op.positions)).flatMap { position -> [Int64] in
      var row: [Int64] = []
      for place in position * count..<(position + 1) * count {
        let x = first[place] - Int64(op.inputZero)
        var sum = scaled(x, multiplier: Int64(op.parameter0), preshift: Int64(op.preshift))
        if !second.isEmpty {
          let y = second[place] - Int64(op.secondZero)
          sum += scaled(y, multiplier: Int64(op.parameter1), preshift: Int64(op.secondPreshift))
        }
        row.append(sum)
      }
      let mean = row.reduce(0, +) / Int64(count)
      var total = UInt64(epsilon)
      for value in row { total += UInt64((value - mean) * (value - mean)) }
      total |= 1
      var shift: Int64 = 0
      while total < 1 << 62 {
        total *= 4
        shift += 1
      }
      let inverse = Int64((UInt64(1) << 62 - 1) / wholeRoot(total))
      return row.enumerated().map { channel, value in
        let normal = scaled(value - mean, multiplier: inverse, preshift: max(shift - 1, 0))
        let product = scaled(normal, multiplier: word(op.multipliers, channel), preshift: 1)
        let result = clamp(word(op.bias, channel) + product, -32768, 32639)
        return op.outputType == ElementType.int8.rawValue ? (result + 128) >> 8 : result
      }
    }
  }

  /// ⌊√value⌋ by bisection.
  private func wholeRoot(_ value: UInt64) -> UInt64 {
    var low: UInt64 = 0
    var high: UInt64 = 1 << 32
    while high - low > 1 {
      let middle = (low + high) / 2
      if middle * middle <= value { low = middle } else { high = middle }
    }
    return low
  }
}
