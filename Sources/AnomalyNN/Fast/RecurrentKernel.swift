import CTrainingKernels

/// Recurrent layers over lanes. What a step reads stands side by side, `[x, 1, h]`, so that one product with the matrix
/// `[W, b, U]` gives all arguments of the gates, and one outer product with their derivatives its gradient.
///
/// Inference keeps one step; training keeps them all for the way back through time.
struct RecurrentKernel: LayerKernel {
  private let layer: RecurrentLayer
  private let place: Place
  private let layout: RecurrentLayout
  /// Steps kept: all, or 1.
  private let kept: Int
  /// `[kept][x, 1, h]`.
  private let reads: LaneTensor
  /// `[kept][rows]`: arguments, then values, then derivatives of the loss by the arguments.
  private let gates: LaneTensor
  /// LSTM: c before the first step and after each, `[kept + 1][units]`, and tanh of those after each, `[kept][units]`;
  /// inference: one of each.
  private let cells: LaneTensor
  private let bounded: LaneTensor
  /// `[rows][x, 1, h]`, the parameters in the layout's order.
  private let weight: UnsafeMutablePointer<Float>
  /// What only training needs.
  private let way: WayBack?

  private struct WayBack {
    /// Uᵀ and Wᵀ: of x and h, by the rows that see them.
    let recurrentTransposed: UnsafeMutablePointer<Float>
    let inputTransposed: UnsafeMutablePointer<Float>
    /// ∂L/∂h and ∂L/∂c, carried from step to step, `[units]`.
    let carry: LaneTensor
    let cellCarry: LaneTensor
    /// `[blocks][pieces][16][x, 1, h]`: the other factor of the weights' gradient, for a few steps at a time.
    let rows: RowTensor
    /// ∂L/∂weight of each block, `[blocks][rows][x, 1, h]`; at the end the first one holds the sum.
    let gradients: UnsafeMutablePointer<Float>
  }

  init(layer: RecurrentLayer, place: Place) {
    let shape = place.input.junction.shape
    let layout = RecurrentLayout(layer: layer, channels: shape.channels)
    let (arena, blocks) = (place.arena, place.blocks)
    let kept = place.trains ? shape.steps : 1
    self.layer = layer
    self.place = place
    self.layout = layout
    self.kept = kept
    reads = arena.lanes(blocks: blocks, features: kept * layout.columns)
    gates = arena.lanes(blocks: blocks, features: kept * layout.rows)
    let cellUnits = layer.cell == .lstm ? layer.units : 0
    cells = arena.lanes(blocks: blocks, features: (place.trains ? kept + 1 : 1) * cellUnits)
    bounded = arena.lanes(blocks: blocks, features: kept * cellUnits)
    weight = arena.floats(layout.rows * layout.columns)
    way =
      place.trains
      ? WayBack(
        recurrentTransposed: arena.floats(layer.units * layout.recurrentRows.count),
        inputTransposed: arena.floats(shape.channels * layout.inputRows.count),
        carry: arena.lanes(blocks: blocks, features: layer.units),
        cellCarry: arena.lanes(blocks: blocks, features: cellUnits),
        // One piece more, for whole tiles are read behind the last column.
        rows: arena.rows(blocks: blocks * Self.pieces + 1, features: layout.columns),
        gradients: arena.floats(blocks * layout.rows * layout.columns)) : nil
    for block in 0..<blocks {
      for step in 0..<kept { reads.lanes(block)[step * layout.columns + shape.channels] = Lanes(repeating: 1) }
    }
  }

  private var steps: Int { place.input.junction.shape.steps }
  private var channels: Int { layout.channels }
  private var units: Int { layer.units }
  /// Where a step is kept.
  private func slot(_ step: Int) -> Int { kept == 1 ? 0 : step }

  func prepare(_ pass: Pass) {
    layout.gather(pass.parameters, into: weight)
    guard let way, pass.trains else { return }
    layout.transpose(weight, rows: layout.recurrentRows, columns: layout.state, into: way.recurrentTransposed)
    layout.transpose(weight, rows: layout.inputRows, columns: 0..<channels, into: way.inputTransposed)
  }

  // MARK: Forward

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for step in 0..<steps {
      for block in blocks { begin(step, block) }
      for part in layout.parts {
        // The state before the first step is 0.
        let columns = step > 0 ? part.columns : part.columns.clamped(to: 0..<channels + 1)
        let matrix = MatrixProduct.Matrix(
          base: weight + part.rows.lowerBound * layout.columns + columns.lowerBound, row: layout.columns, column: 1)
        place.product.multiply(
          matrix, rows: part.rows.count, inner: columns.count, blocks: blocks,
          b: reads, from: slot(step) * layout.columns + columns.lowerBound,
          c: gates, to: slot(step) * layout.rows + part.rows.lowerBound)
      }
      for block in blocks {
        var cell = cellStep(step, block)
        if step + 1 < steps { cell.next_state = state(step + 1, block) }
        if layer.returnsSequence || step == steps - 1 {
          cell.output = place.output.values.floats(block) + output(step)
        }
        training_cell_forward(place.product.instructions.rawValue, layer.cell.code, &cell)
      }
    }
  }

  /// Brings x in place, and before the first step a state of zeros.
  private func begin(_ step: Int, _ block: Int) {
    let read = reads.lanes(block) + slot(step) * layout.columns
    read.update(from: place.input.values.lanes(block) + step * channels, count: channels)
    guard step == 0, kept == 1 else { return }
    (read + layout.state.lowerBound).update(repeating: .zero, count: units)
    cells.lanes(block).update(repeating: .zero, count: cells.features)
  }

  /// The tensors of one step, as both ways need them.
  private func cellStep(_ step: Int, _ block: Int) -> training_cell_step {
    var cell = training_cell_step()
    cell.units = units
    cell.gates = gates.floats(block) + slot(step) * layout.rows * Lanes.laneCount
    cell.state = UnsafePointer(state(step, block))
    cell.cell = UnsafePointer(cells.floats(block) + slot(step) * units * Lanes.laneCount)
    cell.next_cell = cells.floats(block) + (kept == 1 && !place.trains ? 0 : step + 1) * units * Lanes.laneCount
    cell.bounded = bounded.floats(block) + slot(step) * units * Lanes.laneCount
    return cell
  }

  private func state(_ step: Int, _ block: Int) -> UnsafeMutablePointer<Float> {
    reads.floats(block) + (slot(step) * layout.columns + layout.state.lowerBound) * Lanes.laneCount
  }

  /// First float of a step's state in the output.
  private func output(_ step: Int) -> Int { layer.returnsSequence ? step * units * Lanes.laneCount : 0 }

  // MARK: Backward

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let way, let delta = place.output.delta else { return }
    for block in blocks {
      way.carry.lanes(block).update(repeating: .zero, count: way.carry.features)
      way.cellCarry.lanes(block).update(repeating: .zero, count: way.cellCarry.features)
    }
    for step in (0..<steps).reversed() {
      for block in blocks {
        var cell = cellStep(step, block)
        if layer.returnsSequence || step == steps - 1 {
          cell.delta = UnsafePointer(delta.floats(block) + output(step))
        }
        cell.carry = way.carry.floats(block)
        if step > 0 { cell.soon = UnsafePointer(gates.floats(block) + (step - 1) * layout.rows * Lanes.laneCount) }
        cell.cell_carry = way.cellCarry.floats(block)
        training_cell_backward(place.product.instructions.rawValue, layer.cell.code, &cell)
        training_rows_from_lanes(
          place.product.instructions.rawValue, reads.floats(block) + step * layout.columns * Lanes.laneCount,
          layout.columns, way.rows.base + row(step % Self.pieces, block), way.rows.stride)
      }
      if step > 0 {
        multiply(
          way.recurrentTransposed, layout.recurrentRows, step, blocks, into: way.carry, to: 0, count: units,
          accumulate: layer.cell == .gru)
      }
      if let inputDelta = place.input.delta {
        multiply(
          way.inputTransposed, layout.inputRows, step, blocks, into: inputDelta, to: step * channels,
          count: channels, accumulate: place.input.accumulates)
      }
      if step % Self.pieces == 0 {
        for block in blocks { addGradient(step..<min(step + Self.pieces, steps), block, way) }
      }
    }
  }

  /// `target` = or += the transposed matrix times the derivatives by the arguments of `rows` at a step.
  private func multiply(
    _ transposed: UnsafeMutablePointer<Float>, _ rows: Range<Int>, _ step: Int, _ blocks: Range<Int>,
    into target: LaneTensor, to feature: Int, count: Int, accumulate: Bool
  ) {
    place.product.multiply(
      MatrixProduct.Matrix(base: transposed, row: rows.count, column: 1), rows: count, inner: rows.count,
      blocks: blocks, b: gates, from: step * layout.rows + rows.lowerBound, c: target, to: feature,
      accumulate: accumulate)
  }

  // MARK: Gradient

  /// Steps whose outer products are summed in one go, while the derivatives by the arguments are in the cache.
  private static let pieces = 8

  /// First float of the row form of one of the pieces.
  private func row(_ piece: Int, _ block: Int) -> Int {
    (block * Self.pieces + piece) * Lanes.laneCount * (way?.rows.stride ?? 0)
  }

  /// Adds what some steps say of the weights to the block's gradient; the last steps come first, and overwrite it.
  private func addGradient(_ span: Range<Int>, _ block: Int, _ way: WayBack) {
    for part in layout.parts {
      place.product.outerProduct(
        gates.floats(block) + span.lowerBound * layout.rows * Lanes.laneCount, step: layout.rows, rows: part.rows,
        count: span.count, b: way.rows.base + row(0, block) + part.columns.lowerBound, stride: way.rows.stride,
        step: Lanes.laneCount * way.rows.stride, columns: part.columns.count,
        c: way.gradients + (block * layout.rows + part.rows.lowerBound) * layout.columns + part.columns.lowerBound,
        row: layout.columns, accumulate: span.upperBound < steps)
    }
  }

  var gradientTasks: Int { layout.tasks.count }

  /// Adds the blocks' gradients up, in their order, for some rows.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    guard let way else { return }
    let (rows, size) = (layout.tasks[task], layout.rows * layout.columns)
    for block in 1..<max(pass.blocks, 1) {
      for i in rows.lowerBound * layout.columns..<rows.upperBound * layout.columns {
        way.gradients[i] += way.gradients[block * size + i]
      }
    }
    layout.scatter(way.gradients, rows: rows, into: gradient)
  }
}

extension RecurrentLayer.Cell {
  /// As the micro-kernels call it.
  fileprivate var code: Int32 {
    switch self {
    case .simple: Int32(TRAINING_SIMPLE_CELL)
    case .lstm: Int32(TRAINING_LSTM_CELL)
    case .gru: Int32(TRAINING_GRU_CELL)
    }
  }
}
