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
  @inline(__always)
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
    let isInside = first >= 0 && first &+ columns <= length
    if op.inputType == ElementType.float32.rawValue {
      if isInside {
        input = start + first &* 4
      } else {
        input = machine.arena + Int(op.scratchOffset)
        copyPatch(start.assumingMemoryBound(to: UInt32.self), to: input, first: first, length: length, outside: 0)
      }
      return
    }
    let high = start + BlockedLayout.padded(length)
    if isInside && first & 3 == 0 {
      input = start + first
      highInput = high + first
    } else {
      input = machine.arena + Int(op.scratchOffset)
      let zero = Int8(truncatingIfNeeded: op.inputZero)
      copyPatch(start.assumingMemoryBound(to: Int8.self), to: input, first: first, length: length, outside: zero)
      if op.inputType == ElementType.int16Planes.rawValue {
        highInput = input + BlockedLayout.padded(columns)
        copyPatch(high.assumingMemoryBound(to: Int8.self), to: highInput, first: first, length: length, outside: zero)
      }
    }
  }

  /// target[i] = source[first + i], or `outside` where that is none of the `length` values.
  @inline(__always)
  private func copyPatch<Value: BitwiseCopyable>(
    _ source: UnsafePointer<Value>, to target: UnsafeMutableRawPointer, first: Int, length: Int, outside: Value
  ) {
    let values = target.assumingMemoryBound(to: Value.self)
    for index in 0..<columns {
      let place = first &+ index
      values[index] = place >= 0 && place < length ? source[place] : outside
    }
  }

  /// How many residuals the chunk at `row` of a position has; at the end there may be more outputs than targets.
  @inline(__always)
  func residuals(at row: Int, of position: Int) -> Int {
    min(outputs(at: row), Int(machine.blob.score.residualCount) &- (position &* rows &+ row))
  }
}

/// Room for the accumulators of a chunk.
typealias Chunk<Element> = InlineArray<64, Element>
