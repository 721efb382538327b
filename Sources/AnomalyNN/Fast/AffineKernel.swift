/// Dense layers and convolutions over lanes: at every position Y `[rows]` = f(W `[rows][patch]` · X `[patch]` + b).
struct AffineKernel: LayerKernel {
  let geometry: AffineGeometry
  let activation: Activation
  let place: Place
  /// W x + b, where the derivative of f needs it.
  private let arguments: LaneTensor?
  /// The positions, whole patches together, the others one by one.
  private let runs: [Run]
  /// Whether patches neither overlap nor leave gaps, so that each value of the input's δ is written once.
  private let isPartition: Bool

  init(layer: some AffineLayer, place: Place) {
    let g = layer.geometry(for: place.input.junction.shape)
    geometry = g
    activation = layer.activation
    self.place = place
    arguments =
      place.trains && layer.activation.needsArgument
      ? place.arena.lanes(blocks: place.blocks, features: g.outputCount) : nil
    runs = Self.runs(of: g)
    isPartition =
      g.positions == 1 || g.taps == g.stride && g.leftPadding == 0 && g.positions * g.stride == g.inputSteps
  }

  // MARK: Positions

  /// Positions in a row that see the same taps: all of them `taps` of the patch, or, at an end, those inside the input.
  private struct Run {
    var positions: Range<Int>
    var taps: Range<Int>
    /// Rows of the result; less than all where the result is cut off.
    var rows: Int
  }

  private static func runs(of g: AffineGeometry) -> [Run] {
    var runs: [Run] = []
    for position in 0..<g.positions {
      let first = position * g.stride - g.leftPadding
      let taps = max(0, -first)..<max(min(g.taps, g.inputSteps - first), max(0, -first))
      let rows = min(g.rows, g.outputCount - position * g.rows)
      if let last = runs.last, last.taps == taps, last.rows == rows, taps == 0..<g.taps {
        runs[runs.count - 1].positions = last.positions.lowerBound..<position + 1
      } else {
        runs.append(Run(positions: position..<position + 1, taps: taps, rows: rows))
      }
    }
    return runs
  }

  /// Feature of the input with which tap `tap` of a position begins.
  private func feature(_ position: Int, tap: Int) -> Int {
    (position * geometry.stride - geometry.leftPadding + tap) * geometry.channels
  }

  // MARK: Passes

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    let g = geometry
    for run in runs {
      let weight = MatrixProduct.Matrix(
        base: pass.parameters + run.taps.lowerBound * g.channels, row: g.patch, column: 1)
      place.product.multiply(
        weight, rows: run.rows, inner: run.taps.count * g.channels, blocks: blocks, positions: run.positions.count,
        b: place.input.values, from: feature(run.positions.lowerBound, tap: run.taps.lowerBound),
        step: g.stride * g.channels, c: place.output.values, to: run.positions.lowerBound * g.rows, step: g.rows)
    }
    let bias = pass.parameters + g.weightCount
    for block in blocks {
      activation.apply(
        place.output.values.lanes(block), bias: bias, units: g.biasCount, steps: g.outputCount / g.biasCount,
        arguments: arguments?.lanes(block), instructions: place.product.instructions)
    }
  }

  /// δ ← δ ∘ f′; the input's δ gets Wᵀ · δ at every position.
  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta else { return }
    let g = geometry
    for block in blocks {
      activation.applyDerivative(
        delta.lanes(block), argument: (arguments ?? place.output.values).lanes(block),
        result: place.output.values.lanes(block), count: g.outputCount, instructions: place.product.instructions)
    }
    guard let inputDelta = place.input.delta else { return }
    if !isPartition && !place.input.accumulates {
      for block in blocks { inputDelta.lanes(block).update(repeating: .zero, count: place.input.junction.shape.size) }
    }
    for run in runs {
      let transposed = MatrixProduct.Matrix(
        base: pass.parameters + run.taps.lowerBound * g.channels, row: 1, column: g.patch)
      place.product.multiply(
        transposed, rows: run.taps.count * g.channels, inner: run.rows, blocks: blocks,
        positions: run.positions.count, b: delta, from: run.positions.lowerBound * g.rows, step: g.rows,
        c: inputDelta, to: feature(run.positions.lowerBound, tap: run.taps.lowerBound), step: g.stride * g.channels,
        accumulate: !isPartition || place.input.accumulates)
    }
  }

  // MARK: Gradient

  /// Rows of W that one task takes.
  private static let taskRows = 4 * MatrixProduct.tileRows

  var gradientTasks: Int { (geometry.rows + Self.taskRows - 1) / Self.taskRows }

  /// ∂W = Σ δ ⊗ x and ∂b = Σ δ, for the rows of one task. The bias of a transposed convolution is summed by task 0.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    guard let delta = place.output.delta else { return }
    let g = geometry
    let rows = task * Self.taskRows..<min((task + 1) * Self.taskRows, g.rows)
    if let x = place.input.junction.flatRows, !isPerStep {
      place.product.outerProduct(
        delta, rows: rows, blocks: pass.blocks, b: x, columns: g.patch, c: gradient + rows.lowerBound * g.patch)
    } else {
      sumOverPositions(rows, delta, pass, into: gradient)
    }
    addBias(rows, delta, pass, into: gradient + g.weightCount)
  }

  /// Whether positions are steps of the input: any layer but a dense one that reads its input flat.
  private var isPerStep: Bool {
    place.input.junction.stepRows != nil && geometry.channels == place.input.junction.shape.channels
  }

  private func sumOverPositions(
    _ rows: Range<Int>, _ delta: LaneTensor, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>
  ) {
    guard let x = place.input.junction.stepRows else { return }
    let g = geometry
    for tap in 0..<g.taps {
      // Positions at which the tap lies inside the input, and that have all rows of this task.
      let first = max(0, (g.leftPadding - tap + g.stride - 1) / g.stride)
      let room = g.inputSteps - 1 + g.leftPadding - tap
      let behind = room < 0 ? 0 : min(g.positions, room / g.stride + 1)
      let whole = min(max(behind, first), g.outputCount / g.rows)
      for row in rows {
        (gradient + row * g.patch + tap * g.channels).update(repeating: 0, count: g.channels)
      }
      for block in 0..<pass.blocks {
        if whole > first {
          outer(rows, delta, block, first..<whole, tap, x, gradient)
        }
        if whole < behind {
          // The last position of a transposed convolution, cut off.
          let kept = rows.lowerBound..<min(rows.upperBound, g.outputCount - whole * g.rows)
          if kept.lowerBound < kept.upperBound { outer(kept, delta, block, whole..<behind, tap, x, gradient) }
        }
      }
    }
  }

  private func outer(
    _ rows: Range<Int>, _ delta: LaneTensor, _ block: Int, _ positions: Range<Int>, _ tap: Int, _ x: RowTensor,
    _ gradient: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let step = positions.lowerBound * g.stride - g.leftPadding + tap
    place.product.outerProduct(
      delta.floats(block) + positions.lowerBound * g.rows * Lanes.laneCount, step: g.rows, rows: rows,
      count: positions.count, b: x.base + (block * g.inputSteps + step) * Lanes.laneCount * x.stride,
      stride: x.stride, step: g.stride * Lanes.laneCount * x.stride, columns: g.channels,
      c: gradient + rows.lowerBound * g.patch + tap * g.channels, row: g.patch, accumulate: true)
  }

  private func addBias(
    _ rows: Range<Int>, _ delta: LaneTensor, _ pass: Pass, into bias: UnsafeMutablePointer<Float>
  ) {
    let g = geometry
    let own = g.biasCount == g.rows ? rows : rows.lowerBound == 0 ? 0..<g.biasCount : 0..<0
    place.product.sums(
      delta, units: own, count: pass.blocks * (g.outputCount / g.biasCount), step: g.biasCount,
      into: bias + own.lowerBound)
  }
}
