import AnomalyFormat

/// A recurrent cell run over steps.
struct RecurrentStep: ProgramStep {
  var name: String
  var cell: RecurrentCell
  /// Values of the hidden state.
  var units: Int
  /// Values that one step reads.
  var columns: Int
  /// How many steps there are.
  var steps: Int
  /// Whether every step reads the same `columns` values instead of the next ones.
  var repeatsInput: Bool
  /// Whether the result holds the hidden values of every step, not only of the last.
  var returnsSequence: Bool
  /// Row-major `[gates * units][columns]`, gate after gate in the order of `RecurrentCell.gates`.
  var inputWeights: [Float]
  /// Row-major `[gates * units][units]`.
  var recurrentWeights: [Float]
  /// `[gates * units]`.
  var bias: [Float]
  /// GRU: `[units]`, added to the recurrent product of the candidate; else empty.
  var candidateBias: [Float]
  var input: Int
  /// Its hidden values.
  var target: Int
  /// Of how many bits an int8 program's recurrence reads the hidden values: `int8` or `int16Planes`.
  var hidden: Storage = .int8
  /// How an int8 program stores `input` and `target`; set by `LoweredProgram.chooseStorage`.
  var readsPlanes = false
  var writesPlanes = false

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8, .int16Planes] }
  var writable: [Storage] { [.int8] }

  /// Rows of both weight matrices.
  var rows: Int { cell.gates * units }
  /// Values between the inputs of two steps.
  var stride: Int { repeatsInput ? 0 : columns }

  func scratchBytes(isInteger: Bool) -> Int { layout(isInteger: isInteger).scratchBytes }

  /// How weights and scratch memory lie.
  func layout(isInteger: Bool) -> RecurrentLayout {
    isInteger
      ? RecurrentLayout(
        int8: cell, units: units, columns: columns, stride: stride, readsPlanes: readsPlanes,
        keepsPlanes: hidden == .int16Planes || writesPlanes)
      : RecurrentLayout(float: cell, units: units, columns: columns)
  }

  /// One value a row, in the order in which the blob has them; `values` is gate after gate, `width` values a row.
  func grouped<Value>(_ values: [Value], width: Int = 1) -> [Value] {
    let layout = layout(isInteger: false)
    var result = values
    for gate in 0..<cell.gates {
      for unit in 0..<units {
        let from = (gate * units + unit) * width
        let to = layout.row(gate: gate, unit: unit) * width
        result.replaceSubrange(to..<to + width, with: values[from..<from + width])
      }
    }
    return result
  }
}
