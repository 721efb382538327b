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
  /// Where the float reference computes the cell states.
  var cellState: LoweredProgram.Source
  /// Of how many bits an int8 program's recurrence reads the hidden values: `int8` or `int16Planes`.
  var hidden: Storage = .int8

  var inputs: [Int] { [input] }
  var output: Int? { target }
  func readable(_ input: Int) -> Set<Storage> { [.int8, .int16Planes] }
  var writable: [Storage] { [.int8] }

  /// Rows of both weight matrices.
  var rows: Int { cell.gates * units }
  /// Values between the inputs of two steps.
  var stride: Int { repeatsInput ? 0 : columns }

  func scratchBytes(in program: LoweredProgram, isInteger: Bool) -> Int {
    if !isInteger { return layout.scratchBytes }
    return RecurrentLayout(
      int8: cell, units: units, columns: columns, stride: stride,
      readsPlanes: program.buffers[input].storage == .int16Planes,
      keepsPlanes: hidden == .int16Planes || program.buffers[target].storage == .int16Planes
    ).scratchBytes
  }

  /// How the rows lie in every precision, and the scratch memory of float programs.
  var layout: RecurrentLayout { RecurrentLayout(float: cell, units: units, columns: columns) }

  /// One value a row, in the order in which the blob has them; `values` is gate after gate, `width` values a row.
  func grouped<Value>(_ values: [Value], width: Int = 1) -> [Value] {
    let layout = layout
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
