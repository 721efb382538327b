import AnomalyFormat

extension IntegerReference {
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
      let row = (position * count..<(position + 1) * count).map { place in
        scaled(first[place] - Int64(op.inputZero), multiplier: Int64(op.parameter0), preshift: Int64(op.preshift))
          + (second.isEmpty
            ? 0
            : scaled(
              second[place] - Int64(op.secondZero), multiplier: Int64(op.parameter1),
              preshift: Int64(op.secondPreshift)))
      }
      let mean = row.reduce(0, +) / Int64(count)
      var total = row.reduce(UInt64(epsilon)) { $0 + UInt64(($1 - mean) * ($1 - mean)) } | 1
      var shift: Int64 = 0
      while total < 1 << 62 {
        total *= 4
        shift += 1
      }
      let inverse = Int64((UInt64(1) << 62 - 1) / UInt64(root(total)))
      return row.enumerated().map { channel, value in
        let normal = scaled(value - mean, multiplier: inverse, preshift: max(shift - 1, 0))
        let product = scaled(normal, multiplier: word(op.multipliers, channel), preshift: 1)
        let result = clamp(word(op.bias, channel) + product, -32768, 32639)
        return op.outputType == ElementType.int8.rawValue ? (result + 128) >> 8 : result
      }
    }
  }
}
