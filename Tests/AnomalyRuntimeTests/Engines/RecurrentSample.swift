import AnomalyData
import AnomalyFormat
import Foundation

@testable import AnomalyExport

/// A stack of recurrent operations and a dense one whose outputs are compared with the window, with random weights.
struct RecurrentSample: CustomStringConvertible {
  /// One recurrent operation.
  struct Layer {
    var units: Int
    var returnsSequence = true
    /// Reads the one vector of the layer before it at every step.
    var repeatsInput = false
  }

  var cell: RecurrentCell
  var window: Int
  var columns: Int
  var layers: [Layer]
  /// How int8 programs keep the hidden values that the recurrence reads.
  var hidden = Storage.int8
  /// How int8 programs store the results of recurrent operations.
  var stored = Storage.int8
  /// Scale of the recurrent weights, times 1/√units.
  var gain = 1.0
  var seed: UInt64 = 1

  var description: String {
    "\(cell) \(window)x\(columns) \(layers.map { "\($0.units)\($0.returnsSequence ? "s" : "")\($0.repeatsInput ? "r" : "")" })"
      + " hidden \(hidden) stored \(stored) seed \(seed)"
  }

  var size: Int { window * columns }

  /// The lowered program.
  func program() -> LoweredProgram {
    var random = RandomSource(seed: seed)
    func values(_ count: Int, _ deviation: Double) -> [Float] {
      (0..<count).map { _ in Float(deviation * random.normal()) }
    }
    var program = LoweredProgram(
      buffers: [LoweredProgram.Buffer(steps: window, channels: columns, source: .window)], steps: [],
      target: 0..<size)
    for (index, layer) in layers.enumerated() {
      let input = program.buffers[index]
      let output = program.addBuffer(
        steps: layer.returnsSequence ? window : 1, channels: layer.units, source: .layer(index))
      let rows = cell.gates * layer.units
      var bias = values(rows, 0.3)
      // Forget gates begin open.
      if cell == .lstm { for unit in 0..<layer.units { bias[layer.units + unit] += 1 } }
      program.steps.append(
        .recurrent(
          RecurrentStep(
            name: "recurrent \(index)", cell: cell, units: layer.units, columns: input.channels, steps: window,
            repeatsInput: layer.repeatsInput, returnsSequence: layer.returnsSequence,
            inputWeights: values(rows * input.channels, 1 / Double(input.channels).squareRoot()),
            recurrentWeights: values(rows * layer.units, gain / Double(layer.units).squareRoot()), bias: bias,
            candidateBias: cell == .gru ? values(layer.units, 0.3) : [], input: index, target: output,
            cellState: .cellState(output), hidden: hidden)))
    }
    let last = program.buffers[layers.count]
    program.steps.append(
      .dense(
        DenseStep(
          name: "dense", rows: size, columns: last.count,
          weights: values(size * last.count, 1 / Double(last.count).squareRoot()), bias: values(size, 0.1),
          activation: .linear, input: layers.count, output: nil, result: .layer(layers.count), length: last.count,
          weight: 1)))
    program.chooseStorage()
    for index in program.buffers.indices.dropFirst() { program.buffers[index].storage = stored }
    return program
  }

  /// Windows of slow waves with noise, within about ±2.
  func windows(_ count: Int, seed: UInt64) -> [[Float]] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { _ in
      let phase = 2 * Double.pi * random.uniform()
      return (0..<size).map { place in
        let column = Double(place % columns)
        return Float(sin(phase + Double(place / columns) / (3 + column)) * (1 + column / 4) + 0.1 * random.normal())
      }
    }
  }

  /// What every buffer and every cell state holds, in Double.
  func trace(_ program: LoweredProgram, _ window: [Float]) -> (buffers: [[Double]], states: [[Double]]) {
    var buffers = [window.map(Double.init)]
    var states: [[Double]] = [[]]
    for step in program.steps {
      guard case .recurrent(let step) = step else { continue }
      let (hidden, state) = RecurrentFloatReference(step).output(for: buffers[step.input])
      buffers.append(hidden)
      states.append(state)
    }
    return (buffers, states)
  }

  /// Ranges that calibration finds.
  func ranges(_ program: LoweredProgram) -> ActivationRanges {
    var ranges = ActivationRanges()
    for window in windows(8, seed: seed &+ 100) {
      let (buffers, states) = trace(program, window)
      for index in buffers.indices {
        ranges.widen(program.buffers[index].source, by: buffers[index].map { Float($0) }[...])
        ranges.widen(.cellState(index), by: states[index].map { Float($0) }[...])
      }
    }
    return ranges
  }

  /// A blob of the program.
  func blob(_ weights: ElementType) throws -> LoadedBlob {
    let program = program()
    let contents = BlobContents(
      columns: (0..<columns).map { BlobContents.Column(name: "c\($0)", unit: "", center: 0, gain: 1, fill: 0) },
      window: window, stride: 1, program: try EncodedProgram(program, weights: weights, ranges: ranges(program)),
      selfTestWindow: windows(1, seed: 5)[0], provenance: "")
    return try LoadedBlob(contents.bytes())
  }
}
