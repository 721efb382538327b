import AnomalyFormat

/// Where every activation of a program lies in the arena: buffers whose lives do not overlap share memory.
struct ArenaPlan {
  /// Offset of each buffer in bytes, a multiple of 16.
  let offsets: [Int]
  /// Bytes of the arena, a multiple of 16.
  let bytes: Int

  /// Plans by first fit, in program order.
  ///
  /// Buffer 0, the window, lies at 0. The last operation's input and every attention stay untouched until the end, so
  /// that explanations can be computed after the score.
  ///
  /// - Parameter size: bytes of a buffer.
  init(_ program: LoweredProgram, size: (Int) -> Int) {
    var first = [Int](repeating: -1, count: program.buffers.count)
    var last = [Int](repeating: -1, count: program.buffers.count)
    let end = program.steps.count
    for (index, step) in program.steps.enumerated() {
      switch step {
      case .dense(let dense):
        last[dense.input] = index == end - 1 ? end : index
        if let output = dense.output { first[output] = index }
      case .softmax(let softmax):
        last[softmax.input] = index
        last[softmax.query] = max(last[softmax.query], index)
        first[softmax.output] = index
      }
    }
    for (index, buffer) in program.buffers.enumerated() {
      if case .attention = buffer.source { last[index] = end }
    }

    var placed: [(buffer: Int, range: Range<Int>)] = []
    var offsets = [Int](repeating: 0, count: program.buffers.count)
    var total = 0
    for buffer in program.buffers.indices {
      let bytes = (size(buffer) + SessionLayout.alignment - 1) / SessionLayout.alignment * SessionLayout.alignment
      let alive = placed.filter { last[$0.buffer] >= first[buffer] && first[$0.buffer] <= last[buffer] }
        .map(\.range).sorted { $0.lowerBound < $1.lowerBound }
      var offset = 0
      for range in alive {
        if offset + bytes <= range.lowerBound { break }
        offset = max(offset, range.upperBound)
      }
      placed.append((buffer, offset..<offset + bytes))
      offsets[buffer] = offset
      total = max(total, offset + bytes)
    }
    self.offsets = offsets
    self.bytes = total
  }
}
