/// A cell run over steps: the operands of one recurrent operation, found once before its steps.
///
/// Both products of a group of units, at most 64 rows, stay on the stack until the group's hidden values are written.
struct RecurrentLayer {
  /// The operation, where it lies in the blob.
  private let record: UnsafePointer<OpRecord>
  var op: OpRecord {
    @inline(__always) get { record.pointee }
  }
  let machine: Machine
  let cell: RecurrentCell
  let layout: RecurrentLayout
  let inputMatrix: WeightMatrix
  let recurrentMatrix: WeightMatrix
  let scratch: UnsafeMutableRawPointer

  init(_ record: UnsafePointer<OpRecord>, in machine: Machine) {
    self.record = record
    let op = record.pointee
    self.machine = machine
    // The validator has checked both.
    cell = RecurrentCell(rawValue: op.variant).unsafelyUnwrapped
    let element = ElementType(rawValue: op.weightType).unsafelyUnwrapped
    layout = RecurrentLayout(op, cell: cell)
    inputMatrix = WeightMatrix(
      machine.tensors + Int(op.weights), rows: layout.rows, columns: layout.columns, element: element)
    recurrentMatrix = WeightMatrix(
      machine.tensors + Int(op.secondWeights), rows: layout.rows, columns: layout.units, element: element)
    scratch = machine.arena + Int(op.scratchOffset)
  }

  /// Whether the result holds the hidden values of every step instead of those of the last.
  var returnsSequence: Bool { op.flags & RecurrentFlags.returnsSequence != 0 }

  /// Hidden vector 0 or 1; they take turns.
  @inline(__always)
  func hidden(_ turn: Int) -> UnsafeMutableRawPointer {
    scratch + (layout.stateBytes &+ (turn & 1) &* layout.hiddenBytes)
  }

  /// Puts the hidden values of an operation of one step where its next run reads them.
  func keepHidden() {
    let from = hidden(1).assumingMemoryBound(to: Int32.self)
    let to = hidden(0).assumingMemoryBound(to: Int32.self)
    for index in 0..<(layout.hiddenBytes >> 2) { to[index] = from[index] }
  }

  /// Clears state and hidden values: both begin at 0.
  func clear() {
    let words = scratch.assumingMemoryBound(to: Int32.self)
    for index in 0..<(layout.scratchBytes >> 2) { words[index] = 0 }
  }
}

extension Machine {
  /// Runs a recurrent operation from its first step to its last.
  @inline(never)
  func runRecurrent(_ op: UnsafePointer<OpRecord>) {
    let layer = RecurrentLayer(op, in: self)
    let isCarried = op.pointee.carriesState
    if !(isCarried && windows > 0) { layer.clear() }
    if blob.isInteger { layer.runInteger() } else { layer.runFloat() }
    if isCarried { layer.keepHidden() }
  }
}

/// Units whose rows stand together, see `RecurrentLayout`.
struct RecurrentGroup {
  /// The first unit, and how many there are.
  let unit: Int
  let units: Int
  /// The first row, and how many there are.
  let row: Int
  let rows: Int

  @inline(__always)
  init(of layout: RecurrentLayout, from unit: Int) {
    self.unit = unit
    units = min(layout.groupUnits, layout.units &- unit)
    row = unit &* layout.cell.gates
    rows = units &* layout.cell.gates
  }
}
