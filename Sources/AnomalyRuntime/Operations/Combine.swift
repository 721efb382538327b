import CAnomalyKernels

extension Machine {
  /// Sum or join of two operands, or one alone, with a non-linearity.
  @inline(never)
  func runCombine(_ record: UnsafePointer<OpRecord>) {
    let op = record.pointee
    if blob.isInteger { combineInteger(record) } else { combineFloat(op) }
  }

  private func combineFloat(_ op: OpRecord) {
    let isJoin = op.variant == Combination.join.rawValue
    let output = (arena + Int(op.outputOffset)).assumingMemoryBound(to: Float.self)
    var first = (arena + Int(op.inputOffset)).assumingMemoryBound(to: Float.self)
    var second = (arena + Int(op.secondOffset)).assumingMemoryBound(to: Float.self)
    var target = output
    for _ in 0..<Int(op.positions) {
      for index in 0..<Int(op.inputCount) {
        let value = first[index]
        target[index] = isJoin || op.secondCount == 0 ? value : value + second[index]
      }
      if isJoin {
        let behind = target + Int(op.inputCount)
        for index in 0..<Int(op.secondCount) { behind[index] = second[index] }
      }
      first += Int(op.inputStride)
      second += Int(op.parameter3)
      target += Int(op.outputCount)
    }
    FloatActivation(op).apply(to: output, count: Int(op.positions) &* Int(op.outputCount))
  }

  /// Both operands are scaled to the units of the sum, at most 64 values at a time.
  private func combineInteger(_ record: UnsafePointer<OpRecord>) {
    let op = record.pointee
    let isJoin = op.variant == Combination.join.rawValue
    let shared = isJoin ? 0 : Int(op.secondCount)
    var room = anomaly_uninitialised_chunk()
    withUnsafeMutableBytes(of: &room) { bytes in
      let acc = bytes.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: Int32.self)
      for position in 0..<Int(op.positions) {
        var index = 0
        while index < Int(op.outputCount) {
          let isBehind = isJoin && index >= Int(op.inputCount)
          let end = isJoin && !isBehind ? Int(op.inputCount) : Int(op.outputCount)
          let count = min(DenseLayer.chunkRows, end &- index)
          for place in 0..<count { acc[place] = Int32(bitPattern: op.parameter2) }
          if !isBehind {
            add(
              op.inputType, at: op.inputOffset, planeBytes: 0, first: position &* Int(op.inputStride) &+ index,
              count: count, zero: op.inputZero, by: Int32(bitPattern: op.parameter0), preshift: Int(op.preshift),
              to: acc)
          }
          if isBehind || shared > 0 {
            let place = isBehind ? index &- Int(op.inputCount) : index
            add(
              op.secondType, at: op.secondOffset, planeBytes: 0, first: position &* Int(op.parameter3) &+ place,
              count: count, zero: op.secondZero, by: Int32(bitPattern: op.parameter1),
              preshift: Int(op.secondPreshift), to: acc)
          }
          store(acc, count: count, from: position &* Int(op.outputCount) &+ index, as: record)
          index &+= count
        }
      }
    }
  }
}
