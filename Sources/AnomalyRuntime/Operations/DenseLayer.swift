import CAnomalyKernels

/// y = activation(W·x + b): the operands of one dense operation, found once before its rows are computed.
///
/// Rows are computed in chunks of at most 64, whose accumulators stay on the stack.
struct DenseLayer {
  /// The operation, where it lies in the blob.
  let record: UnsafePointer<OpRecord>
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }
  let machine: Machine
  let matrix: WeightMatrix
  let multipliers: UnsafePointer<Int32>
  /// Outputs of a position.
  var rows: Int { matrix.rows }
  /// Inputs of a position.
  var columns: Int { matrix.columns }

  /// Rows in one chunk.
  static var chunkRows: Int { 64 }

  @inline(never)
  init(_ record: UnsafePointer<OpRecord>, in machine: Machine) {
    self.record = record
    let op = record.pointee
    self.machine = machine
    multipliers = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    matrix = WeightMatrix(
      machine.tensors + Int(op.weights), rows: Int(op.outputCount), columns: Int(op.inputCount),
      element: ElementType(rawValue: op.weightType).unsafelyUnwrapped)
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
  func run() -> Float {
    let isInteger = machine.blob.isInteger
    let isResidual = op.sink == Sink.residual.rawValue
    var sum: UInt64 = 0
    var room = anomaly_uninitialised_room()
    return withUnsafeMutableBytes(of: &room) { bytes in
      let chunk = bytes.baseAddress.unsafelyUnwrapped
      // int8 results on their way, or parts of a float sum.
      let beside = chunk + DenseLayer.chunkRows &* 4
      if isResidual && !isInteger { DenseLayer.clear(parts: beside) }
      let keeps = BuiltOperations.reuse && op.flags & OpRecord.keepsPositions != 0
      let kept = keeps ? recall() : 0..<0
      for position in 0..<positions {
        if kept.contains(position) { continue }
        let operands = self.operands(at: position)
        var row = 0
        while row < rows {
          let first = position &* rows &+ row
          let count = isResidual ? residuals(at: row, of: position) : outputs(at: row)
          if count <= 0 { break }
          switch (isInteger, isResidual) {
          case (true, false):
            #if !arch(x86_64)  // which stores by `Machine.storeDense`
              storeInteger(operands, row, first, in: chunk, beside)
            #endif
          case (true, true): sum &+= residualInteger(operands, row, first, count, in: chunk)
          case (false, false): storeFloat(operands, row, first, in: chunk)
          case (false, true): addResiduals(operands, row, first, count, in: chunk, to: beside)
          }
          row &+= DenseLayer.chunkRows
        }
      }
      if keeps { remember() }
      if !isResidual { return 0 }
      return isInteger ? FixedPoint.float(sum) : DenseLayer.total(ofParts: beside)
    }
  }

  /// Whether a chunk may be rounded up to a multiple of 4 where it is stored: what follows is padding, or aligned and
  /// written later.
  var storesInPlace: Bool { op.positions == 1 || rows & 3 == 0 }

  // MARK: Positions

  /// What a position reads. A patch that leaves the input, or that int8 kernels could not read where it lies, is put
  /// together in scratch memory.
  @inline(never)
  func operands(at position: Int) -> DenseOperands {
    let perPosition = op.flags & OpRecord.biasPerPosition != 0 ? BlockedLayout.padded(rows) &* 4 : 0
    let bias = machine.tensors + (Int(op.bias) &+ position &* perPosition)
    let first = position &* Int(op.inputStride) &- Int(op.inputPadding)
    let length = op.inputLength == 0 ? columns : Int(op.inputLength)
    let start = machine.arena + Int(op.inputOffset)
    let isFloat = !machine.blob.isInteger
    let high = start + BlockedLayout.padded(length)
    if first >= 0 && first &+ columns <= length && (isFloat || first & 3 == 0) {
      return DenseOperands(input: start + (isFloat ? first &* 4 : first), highInput: high + first, bias: bias)
    }
    let input = machine.arena + Int(op.scratchOffset)
    let highInput = input + BlockedLayout.padded(columns)
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
    return DenseOperands(input: input, highInput: highInput, bias: bias)
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

/// What a dense operation reads at one position.
struct DenseOperands {
  let input: UnsafeMutableRawPointer
  /// int16 in planes: the same, of the high plane.
  let highInput: UnsafeMutableRawPointer
  let bias: UnsafeRawPointer
}
