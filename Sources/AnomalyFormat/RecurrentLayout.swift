/// How weights and scratch memory of a recurrent operation lie: the same on every target.
///
/// Units are cut into groups of 16 (a simple cell: 64), the last one smaller. The rows of both weight matrices stand group
/// after group, inside a group gate after gate, inside a gate unit after unit, so that all accumulators of a group are
/// ready at once and none needs memory of the arena.
///
/// Scratch memory, from its start: the state (LSTM: c; GRU of an int8 program: h in 16 bits), two hidden vectors that take
/// turns, and one input vector where the kernels could not read it in place. Each vector is padded to a multiple of 4 values.
public struct RecurrentLayout: Sendable {
  /// What one step computes.
  public var cell: RecurrentCell
  /// Values of the hidden state.
  public var units: Int
  /// Values that one step reads.
  public var columns: Int
  /// Bytes of the state.
  public var stateBytes: Int
  /// Bytes of one hidden vector.
  public var hiddenBytes: Int
  /// Bytes of the input vector; 0 where steps are read in place.
  public var inputBytes: Int

  /// The layout of an int8 program's operation; no count is above `BlobValidator.largestCount`.
  ///
  /// - Parameters:
  ///   - cell: which cell.
  ///   - units: values of the hidden state.
  ///   - columns: values of one step's input.
  ///   - stride: values from one step's input to the next's.
  ///   - readsPlanes: whether the input is `ElementType.int16Planes`.
  ///   - keepsPlanes: whether the recurrence reads, or the operation stores, `ElementType.int16Planes`.
  public init(
    int8 cell: RecurrentCell, units: Int, columns: Int, stride: Int, readsPlanes: Bool, keepsPlanes: Bool
  ) {
    self.cell = cell
    self.units = units
    self.columns = columns
    let width = BlockedLayout.padded(units)
    stateBytes = cell == .simple ? 0 : width &* 2
    hiddenBytes = keepsPlanes ? width &* 2 : width
    // Kernels read int8 vectors at multiples of 4, and both planes side by side.
    let isAligned = (columns | stride) & 3 == 0
    inputBytes = readsPlanes ? BlockedLayout.padded(columns) &* 2 : isAligned ? 0 : BlockedLayout.padded(columns)
  }

  /// The layout of a float program's operation; no count is above `BlobValidator.largestCount`.
  public init(float cell: RecurrentCell, units: Int, columns: Int) {
    self.cell = cell
    self.units = units
    self.columns = columns
    hiddenBytes = BlockedLayout.padded(units) &* 4
    stateBytes = cell == .lstm ? hiddenBytes : 0
    inputBytes = 0
  }

  /// The layout of an operation whose counts were checked.
  public init(_ op: OpRecord, cell: RecurrentCell) {
    let planes = ElementType.int16Planes.rawValue
    if op.weightType == ElementType.int8.rawValue {
      self.init(
        int8: cell, units: Int(op.outputCount), columns: Int(op.inputCount), stride: Int(op.inputStride),
        readsPlanes: op.inputType == planes, keepsPlanes: op.secondType == planes || op.outputType == planes)
    } else {
      self.init(float: cell, units: Int(op.outputCount), columns: Int(op.inputCount))
    }
  }

  /// Rows of both weight matrices.
  @inlinable
  public var rows: Int { cell.gates &* units }

  /// Bytes of scratch memory.
  @inlinable
  public var scratchBytes: Int { stateBytes &+ hiddenBytes &* 2 &+ inputBytes }

  /// Units of a full group: as many as make at most 64 rows in whole blocks.
  @inlinable
  public var groupUnits: Int { cell == .simple ? 64 : 16 }

  /// The row of a gate of a unit.
  public func row(gate: Int, unit: Int) -> Int {
    let first = unit / groupUnits * groupUnits
    return first * cell.gates + gate * min(groupUnits, units - first) + unit - first
  }
}
