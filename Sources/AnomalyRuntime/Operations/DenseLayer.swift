import CAnomalyKernels

/// y = activation(W·x + b): the operands of one dense operation, found once before its rows are computed, and what the
/// position reads that it stands at.
///
/// Rows are computed in chunks of at most 64, whose accumulators stay on the stack.
struct DenseLayer {
  let op: OpRecord
  let machine: Machine
  let matrix: WeightMatrix
  let multipliers: UnsafePointer<Int32>
  /// Outputs of a position.
  var rows: Int { matrix.rows }
  /// Inputs of a position.
  var columns: Int { matrix.columns }
  /// What the present position reads.
  private(set) var input: UnsafeMutableRawPointer
  /// int16 in planes: the same, of the high plane.
  private(set) var highInput: UnsafeMutableRawPointer
  /// Biases of the present position.
  private(set) var bias: UnsafeRawPointer

  /// Rows in one chunk.
  static var chunkRows: Int { 64 }

  /// Stands at position 0.
  @inline(never)
  init(_ op: OpRecord, in machine: Machine) {
    self.op = op
    self.machine = machine
    multipliers = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    matrix = WeightMatrix(
      machine.tensors + Int(op.weights), rows: Int(op.outputCount), columns: Int(op.inputCount),
      element: ElementType(rawValue: op.weightType).unsafelyUnwrapped)
    input = machine.arena + Int(op.inputOffset)
    highInput = input
    bias = machine.tensors + Int(op.bias)
    move(to: 0)
  }

  /// How often the layer runs.
  var positions: Int { Int(op.positions) }

  /// Rows of the chunk that begins at `row`.
  @inline(__always)
  func outputs(at row: Int) -> Int { min(DenseLayer.chunkRows, rows &- row) }

  /// The same, rounded up to a multiple of 4: values of rows are stored so.
  @inline(__always)
  func paddedOutputs(at row: Int) -> Int { BlockedLayout.padded(outputs(at: row)) }

  /// Computes every output: stores it, or compares it with the window.
  ///
  /// - Returns: Σ (target − y)² over the outputs that have a target which is not missing, for `Sink.residual`; else 0.
  @inline(never)
  mutating func run() -> Float {
    let isInteger = op.weightType == ElementType.int8.rawValue
    let isResidual = op.sink == Sink.residual.rawValue
    var sum: UInt64 = 0
    var room = anomaly_uninitialised_room()
    return withUnsafeMutableBytes(of: &room) { bytes in
      let chunk = bytes.baseAddress.unsafelyUnwrapped
      // int8 results on their way, or parts of a float sum.
      let beside = chunk + DenseLayer.chunkRows &* 4
      if isResidual && !isInteger { DenseLayer.clear(parts: beside) }
      for position in 0..<positions {
        if position > 0 { move(to: position) }
        var row = 0
        while row < rows {
          let first = position &* rows &+ row
          let count = isResidual ? residuals(at: row, of: position) : outputs(at: row)
          if count <= 0 { break }
          switch (isInteger, isResidual) {
          case (true, false): storeInteger(row, first, in: chunk, beside)
          case (true, true): sum &+= residualInteger(row, first, count, in: chunk)
          case (false, false): storeFloat(row, first, in: chunk)
          case (false, true): addResiduals(row, first, count, in: chunk, to: beside)
          }
          row &+= DenseLayer.chunkRows
        }
      }
      if !isResidual { return 0 }
      return isInteger ? FixedPoint.float(sum) : DenseLayer.total(ofParts: beside)
    }
  }

  /// Whether a chunk may be rounded up to a multiple of 4 where it is stored: what follows is padding, or aligned and
  /// written later.
  var storesInPlace: Bool { op.positions == 1 || rows & 3 == 0 }

  // MARK: Positions

  /// Goes to a position. A patch that leaves the input, or that int8 kernels could not read where it lies, is put
  /// together in scratch memory.
  mutating func move(to position: Int) {
    if op.flags & OpRecord.biasPerPosition != 0 {
      bias = machine.tensors + (Int(op.bias) &+ position &* BlockedLayout.padded(rows) &* 4)
    }
    let first = position &* Int(op.inputStride) &- Int(op.inputPadding)
    let length = op.inputLength == 0 ? columns : Int(op.inputLength)
    let start = machine.arena + Int(op.inputOffset)
    let isFloat = op.inputType == ElementType.float32.rawValue
    let high = start + BlockedLayout.padded(length)
    if first >= 0 && first &+ columns <= length && (isFloat || first & 3 == 0) {
      input = start + (isFloat ? first &* 4 : first)
      highInput = high + first
      return
    }
    input = machine.arena + Int(op.scratchOffset)
    highInput = input + BlockedLayout.padded(columns)
    let patch = first..<first &+ columns
    if isFloat {
      copy(patch, of: start.assumingMemoryBound(to: UInt32.self), length, to: input, outside: 0)
    } else {
      let zero = Int8(truncatingIfNeeded: op.inputZero)
      copy(patch, of: start.assumingMemoryBound(to: Int8.self), length, to: input, outside: zero)
      if op.inputType == ElementType.int16Planes.rawValue {
        copy(patch, of: high.assumingMemoryBound(to: Int8.self), length, to: highInput, outside: zero)
      }
    }
  }

  /// Writes the patch of `source`, which has `length` values, and `outside` for places that are none of them.
  @inline(never)
  private func copy<Value: BitwiseCopyable>(
    _ patch: Range<Int>, of source: UnsafePointer<Value>, _ length: Int, to target: UnsafeMutableRawPointer,
    outside: Value
  ) {
    var values = target.assumingMemoryBound(to: Value.self)
    for place in patch {
      values.pointee = place >= 0 && place < length ? source[place] : outside
      values += 1
    }
  }

  /// How many residuals the chunk at `row` of a position has; at the end there may be more outputs than targets.
  @inline(__always)
  func residuals(at row: Int, of position: Int) -> Int {
    min(outputs(at: row), Int(machine.blob.score.residualCount) &- (position &* rows &+ row))
  }
}

