import AnomalyFormat

extension IntegerReference {
  /// Heads of attention, one query and one key after the other.
  func attention(_ op: OpRecord) -> [Int64] {
    let tensors = blob.start(of: .tensors)
    func word(_ offset: UInt32, _ index: Int) -> Int64 {
      Int64(tensors.load(fromByteOffset: Int(offset) + 4 * index, as: Int32.self))
    }
    let heads = Int(op.parameter1)
    let keys = Int(op.parameter2)
    let columns = Int(op.outputCount)
    let width = columns / heads
    let queryRow = Int(op.inputStride)
    let keyRow = Int(op.secondCount) / keys
    let input = activations[op.inputOffset] ?? []
    let second = (activations[op.secondOffset] ?? []).map { max($0, -127) }
    var result = [Int64](repeating: 0, count: Int(op.positions) * columns)
    for row in 0..<Int(op.positions) {
      for head in 0..<heads {
        let query = input[(row * queryRow + head * width)...].prefix(width)
        let seen = op.variant == AttentionMask.causal.rawValue ? min(row + 1, keys) : keys
        let products = (0..<seen).map { key -> Int64 in
          let first = key * keyRow + Int(op.parameter3) + head * width
          return zip(query, second[first..<first + width]).reduce(0) { $0 + $1.0 * $1.1 }
        }
        let largest = products.max() ?? 0
        let weights = products.map { product -> Int64 in
          let distance = scaled(
            largest - product, multiplier: word(op.secondMultipliers, head), preshift: Int64(op.secondPreshift))
          let power = tensors.load(fromByteOffset: Int(op.curve) + 2 * Int(distance % 256), as: Int16.self)
          return Int64(power) >> (distance / 256)
        }
        let total = weights.reduce(0, +)
        var normal = total
        var zeros: Int64 = 0
        while normal < 1 << 31 {
          normal *= 2
          zeros += 1
        }
        let inverse = (((1 << 31) - 1) / (normal >> 16)) << 9
        for place in 0..<width {
          let column = head * width + place
          let values = (0..<seen).map { second[$0 * keyRow + Int(op.parameter3) + columns + column] }
          let sum = zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 }
          let mean = scaled(sum, multiplier: inverse, preshift: zeros - 8)
          let value = scaled(mean, multiplier: word(op.multipliers, column), preshift: Int64(op.preshift))
          result[row * columns + column] = clamp(Int64(op.outputZero) + value, -128, 127)
        }
      }
    }
    return result
  }
}
