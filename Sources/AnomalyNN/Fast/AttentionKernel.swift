import CTrainingKernels

/// Multi-head attention, window by window and head by head: what one head of one window needs stays in the first-level
/// cache from its projections to its share of the result. Blocks are transposed to windows before and back to lanes
/// behind.
struct AttentionKernel: LayerKernel {
  let layer: AttentionLayer
  let place: Place
  let weights: AttentionWeights
  /// What asks, and what answers where that is something else.
  let asking: WindowRows
  let context: WindowRows?
  let queries: HeadTensor
  /// Keys and values in panels: they are second factors, as they stand and transposed.
  let keys: HeadTensor
  let values: HeadTensor
  /// softmax(Q Kᵀ / √headWidth), `[steps][answering steps]`.
  let shares: HeadTensor
  /// softmax(Q Kᵀ / √headWidth) V.
  let answers: HeadTensor
  /// Kᵀ, on the way back Vᵀ, of the head at hand.
  let turned: HeadTensor
  /// The result on the way forth, the asking input's δ on the way back.
  let results: WindowRows
  let back: AttentionBackward?

  init(layer: AttentionLayer, place: Place) {
    self.layer = layer
    self.place = place
    let (first, last) = (place.inputs[0].junction, place.inputs[place.inputs.count - 1].junction)
    func tensor(_ rows: Int, _ columns: Int, keeps: Bool, _ form: HeadTensor.Form = .rows) -> HeadTensor {
      HeadTensor(
        rows: rows, columns: columns, heads: layer.heads, blocks: place.blocks, keeps: keeps, form: form,
        arena: place.arena)
    }
    func rows(_ shape: Shape) -> WindowRows { WindowRows(shape: shape, blocks: place.blocks, arena: place.arena) }
    weights = AttentionWeights(
      layer: layer, channels: first.shape.channels, context: last.shape.channels, trains: place.trains,
      arena: place.arena)
    asking = rows(first.shape)
    context = first.values.base == last.values.base ? nil : rows(last.shape)
    results = rows(first.shape)
    let (width, keeps) = (layer.headWidth, place.trains)
    queries = tensor(first.shape.steps, width, keeps: keeps)
    keys = tensor(last.shape.steps, width, keeps: keeps, .panels)
    values = tensor(last.shape.steps, width, keeps: keeps, .panels)
    shares = tensor(first.shape.steps, last.shape.steps, keeps: keeps)
    answers = tensor(first.shape.steps, width, keeps: keeps)
    // Whole panels are turned.
    turned = tensor(WindowMatrix.width(width), last.shape.steps, keeps: false)
    back =
      place.trains
      ? AttentionBackward(
        deltas: rows(first.shape), contextDeltas: context == nil ? nil : rows(last.shape),
        answers: tensor(first.shape.steps, width, keeps: false),
        shares: tensor(first.shape.steps, last.shape.steps, keeps: false),
        queries: tensor(first.shape.steps, width, keeps: false),
        keys: tensor(last.shape.steps, width, keeps: false), values: tensor(last.shape.steps, width, keeps: false),
        sums: AttentionSums(
          layer: layer, channels: first.shape.channels, context: last.shape.channels, blocks: place.blocks,
          arena: place.arena),
        one: place.arena.floats(1)) : nil
    back?.one.pointee = 1
  }

  var product: MatrixProduct { place.product }
  var instructions: Instructions { place.product.instructions }
  /// What answers.
  var answering: Edge { place.inputs[place.inputs.count - 1] }
  var steps: Int { place.output.shape.steps }
  var channels: Int { place.output.shape.channels }
  var answeringSteps: Int { answering.junction.shape.steps }
  var contextChannels: Int { answering.junction.shape.channels }
  /// 1 / √headWidth.
  var scale: Float { 1 / Float(layer.headWidth).squareRoot() }
  /// Steps that pass together: few where each sees only what came before it, that the others need not be summed.
  var stride: Int { layer.isCausal ? Lanes.laneCount : max(steps, answeringSteps) }

  /// Windows of a block that are not past the end of the batch.
  func windows(_ block: Int, _ pass: Pass) -> Int { min(Lanes.laneCount, pass.windows - block * Lanes.laneCount) }

  func prepare(_ pass: Pass) { weights.take(pass.parameters, instructions) }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      asking.take(block, from: place.input.values, instructions)
      context?.take(block, from: answering.values, instructions)
      let windows = windows(block, pass)
      for window in 0..<windows {
        for head in 0..<layer.heads { attend(block, window, head) }
      }
      results.give(block, windows: windows, to: place.output.values, instructions)
    }
  }

  private func attend(_ block: Int, _ window: Int, _ head: Int) {
    let x = asking.matrix(block, window).factor
    let z = (context ?? asking).matrix(block, window).factor
    let (queries, keys) = (queries.matrix(block, window, head), keys.matrix(block, window, head))
    let (values, answers) = (values.matrix(block, window, head), answers.matrix(block, window, head))
    let (shares, turned) = (shares.matrix(block, window, head), turned.matrix(block, window, head))
    let width = layer.headWidth
    product.multiply(
      x, weights.query(head), into: queries, rows: steps, columns: width, inner: channels,
      start: weights.queryBias(head))
    product.multiply(
      z, weights.key(head), into: keys, rows: answeringSteps, columns: width, inner: contextChannels,
      start: weights.keyBias(head))
    product.multiply(
      z, weights.value(head), into: values, rows: answeringSteps, columns: width, inner: contextChannels,
      start: weights.valueBias(head))
    turn(keys, into: turned)
    for first in Swift.stride(from: 0, to: steps, by: stride) {
      let rows = min(stride, steps - first)
      let seen = layer.isCausal ? first + rows : answeringSteps
      let part = shares.from(first)
      product.multiply(
        queries.from(first).factor, turned, into: part, rows: rows, columns: seen, inner: width)
      training_softmax_rows(
        instructions.rawValue, part.base, rows, part.row, answeringSteps, layer.isCausal ? first + 1 : seen,
        layer.isCausal ? 1 : 0, scale)
      product.multiply(part.factor, values, into: answers.from(first), rows: rows, columns: width, inner: seen)
    }
    product.multiply(
      answers.factor, weights.output(head), into: results.matrix(block, window), rows: steps, columns: channels,
      inner: width, start: weights.outputBias, accumulate: head > 0)
  }

  /// `[headWidth][answering steps]` from panels.
  func turn(_ panels: WindowMatrix, into turned: WindowMatrix) {
    for first in Swift.stride(from: 0, to: layer.headWidth, by: Lanes.laneCount) {
      training_rows_from_lanes(
        instructions.rawValue, panels.base + first / Lanes.laneCount * panels.panel, answeringSteps,
        turned.base + first * turned.row, turned.row)
    }
  }

  // MARK: Gradient

  /// A head each.
  var gradientTasks: Int { layer.heads }

  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    back?.sums.total(pass.blocks, head: task, into: gradient)
  }
}
