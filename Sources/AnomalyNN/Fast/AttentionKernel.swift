import CTrainingKernels

/// Multi-head attention over lanes.
///
/// Projections are products of a matrix with every step; what passes between steps of one window are products of lanes
/// with lanes, head by head. On the way back the tensors of the way forth take the derivatives as soon as they are free.
struct AttentionKernel: LayerKernel {
  let layer: AttentionLayer
  let place: Place
  private let offsets: AttentionOffsets
  /// Q; on the way back it stays.
  private let queries: HeadTensor
  /// K, then ∂K.
  private let keys: HeadTensor
  /// V.
  private let values: HeadTensor
  /// softmax(Q Kᵀ / √headWidth) V, then its derivative, then ∂Q.
  private let answers: HeadTensor
  /// ∂V.
  private let valueDelta: HeadTensor?
  /// The softmax, `[heads][steps][answering steps]`; in inference of one head after the other.
  private let weights: HeadTensor
  /// Its derivative, one head after the other.
  private let weightDelta: HeadTensor?
  /// The answers window by window, `[blocks · steps][16][heads · headWidth]`.
  private let answerRows: RowTensor?
  /// Σ over steps of ∂Q, ∂K, ∂V and the output's δ, `[blocks][3 · width + channels]` lanes.
  private let biasSums: LaneTensor?

  init(layer: AttentionLayer, place: Place) {
    self.layer = layer
    self.place = place
    let asking = place.input.junction.shape
    let answering = place.inputs[place.inputs.count - 1].junction.shape
    offsets = AttentionOffsets(layer: layer, channels: asking.channels, context: answering.channels)
    func tensor(_ steps: Int, _ width: Int? = nil, heads: Int? = nil) -> HeadTensor {
      HeadTensor(
        heads: heads ?? layer.heads, steps: steps, width: width ?? layer.headWidth, blocks: place.blocks,
        arena: place.arena)
    }
    queries = tensor(asking.steps)
    keys = tensor(answering.steps)
    values = tensor(answering.steps)
    answers = tensor(asking.steps)
    weights = tensor(asking.steps, answering.steps, heads: place.trains ? layer.heads : 1)
    valueDelta = place.trains ? tensor(answering.steps) : nil
    weightDelta = place.trains ? tensor(asking.steps, answering.steps, heads: 1) : nil
    answerRows = place.trains ? place.arena.rows(blocks: place.blocks * asking.steps, features: layer.width) : nil
    biasSums =
      place.trains ? place.arena.lanes(blocks: place.blocks, features: 3 * layer.width + asking.channels) : nil
  }

  private var context: Edge { place.inputs[place.inputs.count - 1] }
  private var channels: Int { place.output.shape.channels }
  private var steps: Int { place.output.shape.steps }
  private var answeringSteps: Int { context.junction.shape.steps }
  /// 1 / √headWidth.
  private var scale: Float { 1 / Float(layer.headWidth).squareRoot() }
  private var instructions: Int32 { place.product.instructions.rawValue }

  // MARK: Forward

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    project(place.input, offsets.query, into: queries, blocks, pass)
    project(context, offsets.key, into: keys, blocks, pass)
    project(context, offsets.value, into: values, blocks, pass)
    for block in blocks {
      for head in 0..<layer.heads { attend(block, head) }
    }
    let output = place.output.values
    place.product.multiply(
      MatrixProduct.Matrix(base: pass.parameters + offsets.output.weight, row: layer.width, column: 1),
      rows: channels, inner: layer.headWidth, blocks: blocks, positions: steps, b: answers.lanes, step: answers.stride,
      c: output, step: channels, parts: layer.heads, aPart: layer.headWidth, bPart: answers.first(1))
    let bias = pass.parameters + offsets.output.bias
    for block in blocks {
      for step in 0..<steps {
        let y = output.lanes(block) + step * channels
        for channel in 0..<channels { y[channel] += bias[channel] }
      }
    }
  }

  /// W x + b for each step, head by head.
  private func project(
    _ input: Edge, _ part: AttentionOffsets.Part, into target: HeadTensor, _ blocks: Range<Int>, _ pass: Pass
  ) {
    let channels = input.junction.shape.channels
    for head in 0..<layer.heads {
      place.product.multiply(
        MatrixProduct.Matrix(
          base: pass.parameters + part.weight + head * layer.headWidth * channels, row: channels, column: 1),
        rows: layer.headWidth, inner: channels, blocks: blocks, positions: target.steps, b: input.values,
        step: channels, c: target.lanes, to: target.first(head), step: target.stride)
      let bias = pass.parameters + part.bias + head * layer.headWidth
      for block in blocks {
        for step in 0..<target.steps {
          let row = target.row(block, head, step)
          for i in 0..<layer.headWidth { row[i] += bias[i] }
        }
      }
    }
  }

  private func attend(_ block: Int, _ head: Int) {
    let scores = weights.matrix(block, place.trains ? head : 0)
    place.product.multiply(
      queries.matrix(block, head), keys.matrix(block, head).transposed, into: scores, rows: steps,
      columns: answeringSteps, inner: layer.headWidth)
    for step in 0..<steps {
      training_softmax(
        instructions, (scores.base + step * scores.row).floats, answeringSteps,
        layer.isCausal ? step + 1 : answeringSteps, scale)
    }
    place.product.multiply(
      scores, values.matrix(block, head), into: answers.matrix(block, head), rows: steps, columns: layer.headWidth,
      inner: answeringSteps)
    guard let answerRows else { return }
    for step in 0..<steps {
      let rows = answerRows.base + (block * steps + step) * Lanes.laneCount * answerRows.stride + head * layer.headWidth
      training_rows_from_lanes(
        instructions, answers.row(block, head, step).floats, layer.headWidth, rows, answerRows.stride)
    }
  }

  // MARK: Backward

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta else { return }
    for head in 0..<layer.heads {
      place.product.multiply(
        MatrixProduct.Matrix(
          base: pass.parameters + offsets.output.weight + head * layer.headWidth, row: 1, column: layer.width),
        rows: layer.headWidth, inner: channels, blocks: blocks, positions: steps, b: delta, step: channels,
        c: answers.lanes, to: answers.first(head), step: answers.stride)
    }
    for block in blocks {
      for head in 0..<layer.heads { attendBackward(block, head) }
      sumBiases(block, delta)
    }
    unproject(answers, offsets.query, to: place.input, accumulate: place.input.accumulates, blocks, pass)
    unproject(
      keys, offsets.key, to: context, accumulate: place.inputs.count == 1 || context.accumulates, blocks, pass)
    if let valueDelta { unproject(valueDelta, offsets.value, to: context, accumulate: true, blocks, pass) }
  }

  private func attendBackward(_ block: Int, _ head: Int) {
    guard let weightDelta, let valueDelta else { return }
    let weights = weights.matrix(block, head)
    let answerDelta = answers.matrix(block, head)
    let delta = weightDelta.matrix(block, 0)
    place.product.multiply(
      weights.transposed, answerDelta, into: valueDelta.matrix(block, head), rows: answeringSteps,
      columns: layer.headWidth, inner: steps)
    place.product.multiply(
      answerDelta, values.matrix(block, head).transposed, into: delta, rows: steps, columns: answeringSteps,
      inner: layer.headWidth)
    for step in 0..<steps {
      training_softmax_derivative(
        instructions, (delta.base + step * delta.row).floats, (weights.base + step * weights.row).floats,
        answeringSteps, scale)
    }
    place.product.multiply(
      delta, keys.matrix(block, head), into: answerDelta, rows: steps, columns: layer.headWidth,
      inner: answeringSteps)
    place.product.multiply(
      delta.transposed, queries.matrix(block, head), into: keys.matrix(block, head), rows: answeringSteps,
      columns: layer.headWidth, inner: steps)
  }

  /// The input's δ gets Wᵀ · δ of every head.
  private func unproject(
    _ source: HeadTensor, _ part: AttentionOffsets.Part, to input: Edge, accumulate: Bool, _ blocks: Range<Int>,
    _ pass: Pass
  ) {
    guard let delta = input.delta else { return }
    let channels = input.junction.shape.channels
    place.product.multiply(
      MatrixProduct.Matrix(base: pass.parameters + part.weight, row: 1, column: channels),
      rows: channels, inner: layer.headWidth, blocks: blocks, positions: source.steps, b: source.lanes,
      step: source.stride, c: delta, step: channels, accumulate: accumulate, parts: layer.heads,
      aPart: layer.headWidth * channels, bPart: source.first(1))
  }

  private func sumBiases(_ block: Int, _ delta: LaneTensor) {
    guard let biasSums, let valueDelta else { return }
    let sums = biasSums.lanes(block)
    for (part, tensor) in [answers, keys, valueDelta].enumerated() {
      for head in 0..<layer.heads {
        let target = sums + part * layer.width + head * layer.headWidth
        for i in 0..<layer.headWidth { target[i] = .zero }
        for step in 0..<tensor.steps {
          let row = tensor.row(block, head, step)
          for i in 0..<layer.headWidth { target[i] += row[i] }
        }
      }
    }
    let target = sums + 3 * layer.width
    for channel in 0..<channels { target[channel] = .zero }
    for step in 0..<steps {
      let row = delta.lanes(block) + step * channels
      for channel in 0..<channels { target[channel] += row[channel] }
    }
  }

  // MARK: Gradient

  /// Rows of W_o that one task takes.
  private static let taskRows = 4 * MatrixProduct.tileRows
  /// Heads of W_q, W_k or W_v that one task takes: about 64 rows.
  private var taskHeads: Int { max(1, 64 / layer.headWidth) }
  private var headTasks: Int { (layer.heads + taskHeads - 1) / taskHeads }
  private var outputTasks: Int { (channels + Self.taskRows - 1) / Self.taskRows }

  /// W_q, W_k and W_v by heads, the rows of W_o, all biases.
  var gradientTasks: Int { 3 * headTasks + outputTasks + 1 }

  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    if task >= 3 * headTasks {
      let rest = task - 3 * headTasks
      if rest == outputTasks {
        addBiases(pass, into: gradient)
      } else {
        sumOutput(rest, pass, into: gradient + offsets.output.weight)
      }
      return
    }
    let first = task % headTasks * taskHeads
    let heads = first..<min(first + taskHeads, layer.heads)
    switch task / headTasks {
    case 0: sumProjection(answers, place.input, heads, pass, into: gradient + offsets.query.weight)
    case 1: sumProjection(keys, context, heads, pass, into: gradient + offsets.key.weight)
    default:
      if let valueDelta { sumProjection(valueDelta, context, heads, pass, into: gradient + offsets.value.weight) }
    }
  }

  /// ∂W = Σ δ ⊗ x, some steps at a time, that all heads may find x in the cache.
  private func sumProjection(
    _ delta: HeadTensor, _ input: Edge, _ heads: Range<Int>, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>
  ) {
    guard let rows = input.junction.stepRows else { return }
    let channels = input.junction.shape.channels
    let near = 8
    for block in 0..<pass.blocks {
      for step in stride(from: 0, to: delta.steps, by: near) {
        for head in heads {
          place.product.outerProduct(
            delta.row(block, head, step).floats, step: delta.stride, rows: 0..<layer.headWidth,
            count: min(near, delta.steps - step),
            b: rows.base + (block * delta.steps + step) * Lanes.laneCount * rows.stride, stride: rows.stride,
            step: rows.stride * Lanes.laneCount, columns: channels, c: gradient + head * layer.headWidth * channels,
            row: channels, accumulate: block > 0 || step > 0)
        }
      }
    }
  }

  private func sumOutput(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    guard let answerRows, let delta = place.output.delta else { return }
    let rows = task * Self.taskRows..<min((task + 1) * Self.taskRows, channels)
    place.product.outerProduct(
      delta.floats(0), step: channels, rows: rows, count: pass.blocks * steps, b: answerRows.base,
      stride: answerRows.stride, step: answerRows.stride * Lanes.laneCount, columns: layer.width,
      c: gradient + rows.lowerBound * layer.width, row: layer.width, accumulate: false)
  }

  private func addBiases(_ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    guard let biasSums else { return }
    let projections = 3 * layer.width
    biasSums.total(pass.blocks, 0..<projections, into: gradient + offsets.query.bias)
    biasSums.total(
      pass.blocks, projections..<biasSums.features, into: gradient + offsets.output.bias - projections)
  }
}
