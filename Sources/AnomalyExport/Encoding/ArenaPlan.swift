import AnomalyFormat

/// Where every activation of a program lies in the arena: buffers whose lives do not overlap share memory.
struct ArenaPlan {
  /// Offset of each buffer in bytes, a multiple of 16.
  let offsets: [Int]
  /// Offset of each operation's scratch memory in bytes, a multiple of 16, of carried state of 4; 0 where it needs none.
  let scratchOffsets: [Int]
  /// Bytes of the arena, a multiple of 16.
  let bytes: Int
  /// How many of them, at its end, hold what goes on from window to window: scratch memory of recurrent operations that
  /// carry their state and of dense ones that keep positions, one behind the other. A multiple of 16.
  let carriedBytes: Int

  /// A buffer or an operation's scratch memory, and the operations during which it must last.
  private struct Life {
    var bytes: Int
    var first = -1
    var last = -1
  }

  /// Plans by first fit, in program order.
  ///
  /// Buffer 0, the window, lies at 0. The last operation's input and every attention stay untouched until the end, so
  /// that explanations can be computed after the score.
  ///
  /// - Parameters:
  ///   - size: bytes of a buffer.
  ///   - isInteger: for the scratch memory of operations.
  init(_ program: LoweredProgram, isInteger: Bool, size: (Int) -> Int) {
    var lives = program.buffers.indices.map { Life(bytes: size($0)) }
    let end = program.steps.count
    let used = Set(program.steps.flatMap { $0.operation.inputs + ($0.operation.output.map { [$0] } ?? []) })
    for buffer in lives.indices.dropFirst() where !used.contains(buffer) { lives[buffer].bytes = 0 }
    for (index, step) in program.steps.enumerated() {
      let operation = step.operation
      for input in operation.inputs { lives[input].last = index == end - 1 ? end : index }
      if let output = operation.output {
        lives[output].first = index
        lives[output].last = max(lives[output].last, index)
      }
    }
    for (index, buffer) in program.buffers.enumerated() {
      if case .attention = buffer.source { lives[index].last = end }
    }
    let scratch = program.steps.map { $0.operation.scratchBytes(in: program, isInteger: isInteger) }
    let isCarried = program.steps.map { step in
      switch step {
      case .recurrent: program.carriesState
      case .dense(let dense): dense.kept != nil
      case .softmax, .attention, .layerNorm, .combine, .distance, .divergence: false
      }
    }
    lives += scratch.indices.map { Life(bytes: isCarried[$0] ? 0 : scratch[$0], first: $0, last: $0) }

    var offsets: [Int] = []
    var total = 0
    for (index, life) in lives.enumerated() {
      let bytes = (life.bytes + SessionLayout.alignment - 1) / SessionLayout.alignment * SessionLayout.alignment
      let alive = lives[..<index].indices
        .filter { lives[$0].bytes > 0 && lives[$0].last >= life.first && lives[$0].first <= life.last }
        .map { offsets[$0]..<offsets[$0] + lives[$0].bytes }.sorted { $0.lowerBound < $1.lowerBound }
      var offset = 0
      for range in alive where bytes > 0 {
        if offset + bytes <= range.lowerBound { break }
        offset = max(offset, (range.upperBound + SessionLayout.alignment - 1) & ~(SessionLayout.alignment - 1))
      }
      offsets.append(offset)
      total = max(total, offset + bytes)
    }
    self.offsets = Array(offsets[..<program.buffers.count])
    var scratchOffsets = Array(offsets[program.buffers.count...])
    var place = total
    for index in scratch.indices where isCarried[index] {
      scratchOffsets[index] = place
      place += scratch[index]
    }
    self.scratchOffsets = scratchOffsets
    bytes = (place + SessionLayout.alignment - 1) / SessionLayout.alignment * SessionLayout.alignment
    carriedBytes = bytes - total
  }
}
