/// One recurrent cell, slow and obvious: a step forward, and the same step backward.
private struct CellReference<T: RealNumber> {
  let layer: RecurrentLayer
  let channels: Int
  let parameters: [T]

  /// What passes from step to step. A simple cell and a GRU leave the second part at zeros.
  struct State {
    var h: [T]
    var c: [T]
  }

  /// What the cell makes of its arguments at one step, by gate: simple [h′]; lstm [i, f, g, o]; gru [r, z, n, U h + c],
  /// the last row of which is that of n.
  typealias Gates = [[T]]

  var units: Int { layer.units }
  private var rows: Int { layer.cell.gates * units }
  private var recurrentStart: Int { rows * channels }
  private var biasStart: Int { recurrentStart + rows * units }
  private var recurrentBiasStart: Int { biasStart + rows }

  var zero: State { State(h: Array(repeating: 0, count: units), c: Array(repeating: 0, count: units)) }

  private func sigmoid(_ x: T) -> T { 1 / (1 + T.exponential(-x)) }
  private func tanh(_ x: T) -> T { T.hyperbolicTangent(x) }

  /// W x + b, row by row.
  private func input(_ row: Int, _ x: [T]) -> T {
    var sum = parameters[biasStart + row]
    for k in 0..<channels { sum += parameters[row * channels + k] * x[k] }
    return sum
  }

  /// U h, row by row.
  private func recurrent(_ row: Int, _ h: [T]) -> T {
    var sum: T = 0
    for k in 0..<units { sum += parameters[recurrentStart + row * units + k] * h[k] }
    return sum
  }

  // MARK: Forward

  func step(_ x: [T], _ state: State) -> (gates: Gates, next: State) {
    func argument(_ gate: Int) -> [T] {
      (0..<units).map { input(gate * units + $0, x) + recurrent(gate * units + $0, state.h) }
    }
    var next = state
    switch layer.cell {
    case .simple:
      next.h = argument(0).map(tanh)
      return ([next.h], next)
    case .lstm:
      let (i, f, g, o) = (
        argument(0).map(sigmoid), argument(1).map(sigmoid), argument(2).map(tanh), argument(3).map(sigmoid)
      )
      for k in 0..<units {
        next.c[k] = f[k] * state.c[k] + i[k] * g[k]
        next.h[k] = o[k] * tanh(next.c[k])
      }
      return ([i, f, g, o], next)
    case .gru:
      let (r, z) = (argument(0).map(sigmoid), argument(1).map(sigmoid))
      let u = (0..<units).map { recurrent(2 * units + $0, state.h) + parameters[recurrentBiasStart + $0] }
      let n = (0..<units).map { tanh(input(2 * units + $0, x) + r[$0] * u[$0]) }
      for k in 0..<units { next.h[k] = (1 - z[k]) * n[k] + z[k] * state.h[k] }
      return ([r, z, n, u], next)
    }
  }

  // MARK: Backward

  /// From ∂L/∂(state after the step) to ∂L/∂x and ∂L/∂(state before); adds ∂L/∂parameters to `gradient`.
  func stepBackward(
    _ d: State, gates: Gates, x: [T], before: State, after: State, gradient: inout [T]
  ) -> (x: [T], before: State) {
    // ∂L/∂(W x + b) and ∂L/∂(U h), which differ for a GRU's candidate alone.
    var dInput = [T](repeating: 0, count: rows)
    var dRecurrent = dInput
    var dBefore = zero
    for k in 0..<units {
      switch layer.cell {
      case .simple:
        dInput[k] = d.h[k] * (1 - after.h[k] * after.h[k])
      case .lstm:
        let (i, f, g, o) = (gates[0][k], gates[1][k], gates[2][k], gates[3][k])
        let bounded = tanh(after.c[k])
        let dc = d.c[k] + d.h[k] * o * (1 - bounded * bounded)
        dInput[k] = dc * g * i * (1 - i)
        dInput[units + k] = dc * before.c[k] * f * (1 - f)
        dInput[2 * units + k] = dc * i * (1 - g * g)
        dInput[3 * units + k] = d.h[k] * bounded * o * (1 - o)
        dBefore.c[k] = dc * f
      case .gru:
        let (r, z, n, u) = (gates[0][k], gates[1][k], gates[2][k], gates[3][k])
        let dn = d.h[k] * (1 - z) * (1 - n * n)
        dInput[k] = dn * u * r * (1 - r)
        dInput[units + k] = d.h[k] * (before.h[k] - n) * z * (1 - z)
        dInput[2 * units + k] = dn
        dRecurrent[2 * units + k] = dn * r
        dBefore.h[k] = d.h[k] * z
        gradient[recurrentBiasStart + k] += dn * r
      }
    }
    for row in 0..<rows where layer.cell != .gru || row < 2 * units { dRecurrent[row] = dInput[row] }

    var dx = [T](repeating: 0, count: channels)
    for row in 0..<rows {
      for k in 0..<channels {
        dx[k] += parameters[row * channels + k] * dInput[row]
        gradient[row * channels + k] += dInput[row] * x[k]
      }
      for k in 0..<units {
        dBefore.h[k] += parameters[recurrentStart + row * units + k] * dRecurrent[row]
        gradient[recurrentStart + row * units + k] += dRecurrent[row] * before.h[k]
      }
      gradient[biasStart + row] += dInput[row]
    }
    return (dx, dBefore)
  }
}

/// Recurrent layers, slow and obvious: step by step, and back through time.
extension RecurrentLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let states = run(x[0], place, parameters: parameters).states
    return returnsSequence ? states.dropFirst().flatMap(\.h) : states[states.count - 1].h
  }

  /// The largest |c| of an LSTM at any step of one window's input; 0 for other cells.
  package func largestCellState(_ x: [Float], _ input: Shape, parameters: [Float]) -> Float {
    let place = ReferencePlace(node: 0, inputs: [input], output: outputShape(for: [input]))
    return run(x, place, parameters: parameters).states.lazy.flatMap(\.c).reduce(0) { max($0, $1.magnitude) }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let (cell, inputs, gates, states) = run(x[0], place, parameters: parameters)
    var gradient = [T](repeating: 0, count: parameters.count)
    var dx: [[T]] = []
    var d = cell.zero
    for step in inputs.indices.reversed() {
      if returnsSequence {
        for k in 0..<units { d.h[k] += dy[step * units + k] }
      } else if step == inputs.count - 1 {
        d.h = dy
      }
      let back = cell.stepBackward(
        d, gates: gates[step], x: inputs[step], before: states[step], after: states[step + 1], gradient: &gradient)
      dx.append(back.x)
      d = back.before
    }
    return ([dx.reversed().flatMap { $0 }], gradient)
  }

  /// Every step's input and gates, and the states before the first step and after each.
  private func run<T: RealNumber>(_ x: [T], _ place: ReferencePlace, parameters: [T]) -> (
    cell: CellReference<T>, inputs: [[T]], gates: [CellReference<T>.Gates], states: [CellReference<T>.State]
  ) {
    let channels = place.inputs[0].channels
    let cell = CellReference(layer: self, channels: channels, parameters: parameters)
    let inputs = (0..<place.inputs[0].steps).map { Array(x[$0 * channels..<($0 + 1) * channels]) }
    var gates: [CellReference<T>.Gates] = []
    var states = [cell.zero]
    for x in inputs {
      let (now, next) = cell.step(x, states[states.count - 1])
      gates.append(now)
      states.append(next)
    }
    return (cell, inputs, gates, states)
  }
}
