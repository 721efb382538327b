import AnomalyFormat

/// Sums, joins, distances and divergences of an int8 program.
extension IntegerReference {
  func combine(_ op: OpRecord) -> [Int64] {
    let first = activations[op.inputOffset] ?? []
    let second = activations[op.secondOffset] ?? []
    return (0..<Int(op.positions)).flatMap { position in
      let a = (0..<Int(op.inputCount)).map { index in
        let value = first[position * Int(op.inputStride) + index] - Int64(op.inputZero)
        return scaled(value, multiplier: Int64(op.parameter0), preshift: Int64(op.preshift))
      }
      let b = (0..<Int(op.secondCount)).map { index in
        let value = second[position * Int(op.parameter3) + index] - Int64(op.secondZero)
        return scaled(value, multiplier: Int64(op.parameter1), preshift: Int64(op.secondPreshift))
      }
      let joined = op.variant == Combination.join.rawValue ? a + b : b.isEmpty ? a : zip(a, b).map(+)
      return joined.map { stored($0 + Int64(Int32(bitPattern: op.parameter2)), op, isFine: true) }
    }
  }

  /// In squared units of the prototypes.
  func distance(_ op: OpRecord) -> UInt64 {
    let query = (activations[op.inputOffset] ?? []).prefix(Int(op.inputCount)).map { $0 - Int64(op.inputZero) }
    let distances = (0..<Int(op.secondCount)).map { slot in
      query.indices.reduce(UInt64(0)) { sum, index in
        let d = query[index] << Int64(op.preshift) - Int64(tensor(op.weights, slot * query.count + index, Int16.self))
        return sum + UInt64(d * d)
      }
    }
    return distances.min() ?? 0
  }

  /// In the unit of the tables.
  func divergence(_ op: OpRecord) -> UInt64 {
    let moments = (activations[op.inputOffset] ?? []).prefix(Int(op.inputCount))
    return moments.enumerated().reduce(UInt64(0)) { sum, moment in
      let table = moment.offset < moments.count / 2 ? op.weights : op.secondWeights
      return sum + UInt64(tensor(table, Int(moment.element) + 128, UInt32.self))
    }
  }
}
