/// y = activation(W·x + b): the operands of one dense operation, found once before its rows are computed.
///
/// Rows are computed in chunks of at most 64, whose accumulators stay on the stack.
struct DenseLayer {
  let op: OpRecord
  let machine: Machine
  let input: UnsafeMutableRawPointer
  let weights: UnsafeRawPointer
  let bias: UnsafeRawPointer
  let multipliers: UnsafePointer<Int32>
  /// Outputs.
  let rows: Int
  /// Inputs, and those of them whose weights stand in groups (`BlockedLayout`).
  let columns: Int
  let groupedColumns: Int

  /// Rows in one chunk.
  static var chunkRows: Int { 64 }

  @inline(__always)
  init(_ op: OpRecord, in machine: Machine) {
    self.op = op
    self.machine = machine
    input = machine.arena + Int(op.inputOffset)
    weights = machine.tensors + Int(op.weights)
    bias = machine.tensors + Int(op.bias)
    multipliers = (machine.tensors + Int(op.multipliers)).assumingMemoryBound(to: Int32.self)
    let layout = BlockedLayout(
      rows: Int(op.outputCount), columns: Int(op.inputCount),
      element: ElementType(rawValue: op.weightType).unsafelyUnwrapped)
    rows = layout.rows
    columns = layout.columns
    groupedColumns = layout.groupedColumns
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
