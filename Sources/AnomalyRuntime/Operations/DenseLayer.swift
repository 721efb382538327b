/// y = activation(W·x + b): the operands of one dense operation, found once before its rows are computed.
///
/// Rows are computed in chunks of at most 64, whose accumulators stay on the stack.
struct DenseLayer {
  let op: OpRecord
  let machine: Machine
  let input: UnsafeMutableRawPointer
  let matrix: WeightMatrix
  let bias: UnsafeRawPointer
  let multipliers: UnsafePointer<Int32>
  /// Outputs.
  var rows: Int { matrix.rows }
  /// Inputs.
  var columns: Int { matrix.columns }

  /// Rows in one chunk.
  static var chunkRows: Int { 64 }

  @inline(__always)
  init(_ op: OpRecord, in machine: Machine) {
    self.op = op
    self.machine = machine
    input = machine.arena + Int(op.inputOffset)
    bias = machine.tensors + Int(op.bias)
    multipliers = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    matrix = WeightMatrix(
      machine.tensors + Int(op.weights), rows: Int(op.outputCount), columns: Int(op.inputCount),
      element: ElementType(rawValue: op.weightType).unsafelyUnwrapped)
  }

  /// Rows of the chunk that begins at `row`.
  @inline(__always)
  func outputs(at row: Int) -> Int { min(DenseLayer.chunkRows, rows &- row) }

  /// The same, rounded up to a multiple of 4: values of rows, and results, are stored so.
  @inline(__always)
  func paddedOutputs(at row: Int) -> Int { BlockedLayout.padded(outputs(at: row)) }
}

/// Room for the accumulators of a chunk.
typealias Chunk<Element> = InlineArray<64, Element>
