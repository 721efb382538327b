import CTrainingKernels

/// What attention needs on the way back, beside what it kept on the way forth.
struct AttentionBackward {
  /// The result's δ.
  let deltas: WindowRows
  /// δ of what answers, where that is not what asks.
  let contextDeltas: WindowRows?
  /// δ of the head at hand: of its answers, of the softmax and its argument, of queries, keys and values.
  let answers, shares, queries, keys, values: HeadTensor
  let sums: AttentionSums
  /// The number 1: as a row of a product it sums columns.
  let one: UnsafeMutablePointer<Float>
}

extension AttentionKernel {
  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let back else { return }
    for block in blocks {
      back.deltas.take(block, from: delta, instructions)
      // Where another layer has written δ already, the sums go on from it.
      if place.input.accumulates, let before = place.input.delta { results.take(block, from: before, instructions) }
      if answering.accumulates, let before = answering.delta {
        back.contextDeltas?.take(block, from: before, instructions)
      }
      let windows = windows(block, pass)
      for window in 0..<windows {
        product.multiply(
          ones(back), back.deltas.matrix(block, window), into: back.sums.outputBias(block), rows: 1,
          columns: channels, inner: steps, accumulate: window > 0)
        for head in 0..<layer.heads { attendBackward(block, window, head, back) }
      }
      if let delta = place.input.delta { results.give(block, windows: windows, to: delta, instructions) }
      if let delta = answering.delta {
        back.contextDeltas?.give(block, windows: windows, to: delta, instructions)
      }
    }
  }

  /// A row of ones.
  private func ones(_ back: AttentionBackward) -> MatrixProduct.Matrix {
    MatrixProduct.Matrix(base: UnsafePointer(back.one), row: 0, column: 0)
  }

  private func attendBackward(_ block: Int, _ window: Int, _ head: Int, _ back: AttentionBackward) {
    let sums = back.sums.head(block, head)
    let delta = back.deltas.matrix(block, window)
    let answers = answers.matrix(block, window, head)
    let answerDelta = back.answers.matrix(block, window, head)
    product.multiply(
      delta.transposed(), answers, into: sums.output, rows: channels, columns: layer.headWidth, inner: steps,
      accumulate: window > 0)
    product.multiply(
      delta.factor, weights.outputBack(head), into: answerDelta, rows: steps, columns: layer.headWidth,
      inner: channels)
    sumScores(block, window, head, back)

    let x = asking.matrix(block, window)
    let z = (context ?? asking).matrix(block, window)
    let inputDelta = place.input.delta.map { _ in results.matrix(block, window) }
    let contextDelta =
      context == nil ? inputDelta : answering.delta.flatMap { _ in back.contextDeltas?.matrix(block, window) }
    unproject(
      back.queries.matrix(block, window, head), steps, x, channels, weights.queryBack(head), into: inputDelta,
      accumulate: place.input.accumulates || head > 0, sums.query, sums.queryBias, window, back)
    unproject(
      back.keys.matrix(block, window, head), answeringSteps, z, contextChannels, weights.keyBack(head),
      into: contextDelta, accumulate: context == nil || answering.accumulates || head > 0, sums.key, sums.keyBias,
      window, back)
    unproject(
      back.values.matrix(block, window, head), answeringSteps, z, contextChannels, weights.valueBack(head),
      into: contextDelta, accumulate: true, sums.value, sums.valueBias, window, back)
  }

  /// From the answers' δ to those of queries, keys and values.
  private func sumScores(_ block: Int, _ window: Int, _ head: Int, _ back: AttentionBackward) {
    let (queries, keys) = (queries.matrix(block, window, head), keys.matrix(block, window, head))
    let (shares, turned) = (shares.matrix(block, window, head), turned.matrix(block, window, head))
    let answerDelta = back.answers.matrix(block, window, head)
    let delta = back.shares.matrix(block, window, head)
    let width = layer.headWidth
    turn(values.matrix(block, window, head), into: turned)
    for first in Swift.stride(from: 0, to: steps, by: stride) {
      let rows = min(stride, steps - first)
      let seen = layer.isCausal ? first + rows : answeringSteps
      let part = delta.from(first)
      product.multiply(
        answerDelta.from(first).factor, turned, into: part, rows: rows, columns: seen, inner: width)
      training_softmax_rows_derivative(
        instructions.rawValue, part.base, shares.from(first).base, rows, part.row, answeringSteps,
        layer.isCausal ? first + 1 : seen, layer.isCausal ? 1 : 0, scale)
      product.multiply(
        part.factor, keys, into: back.queries.matrix(block, window, head).from(first), rows: rows, columns: width,
        inner: seen)
    }
    for first in Swift.stride(from: 0, to: answeringSteps, by: stride) {
      let rows = min(stride, answeringSteps - first)
      // Steps that see these.
      let seeing = layer.isCausal ? first : 0
      product.multiply(
        shares.from(seeing).transposed(from: first), answerDelta.from(seeing),
        into: back.values.matrix(block, window, head).from(first), rows: rows, columns: width,
        inner: steps - seeing)
      product.multiply(
        delta.from(seeing).transposed(from: first), queries.from(seeing),
        into: back.keys.matrix(block, window, head).from(first), rows: rows, columns: width, inner: steps - seeing)
    }
  }

  /// From δ of a projection W x + b: to x, if its δ is asked for, and to the sums of ∂W and ∂b.
  private func unproject(
    _ delta: WindowMatrix, _ steps: Int, _ x: WindowMatrix, _ channels: Int, _ weight: WindowMatrix,
    into xDelta: WindowMatrix?, accumulate: Bool, _ weightSums: WindowMatrix, _ biasSums: WindowMatrix,
    _ window: Int, _ back: AttentionBackward
  ) {
    if let xDelta {
      product.multiply(
        delta.factor, weight, into: xDelta, rows: steps, columns: channels, inner: layer.headWidth,
        accumulate: accumulate)
    }
    product.multiply(
      delta.transposed(), x, into: weightSums, rows: layer.headWidth, columns: channels, inner: steps,
      accumulate: window > 0)
    product.multiply(
      ones(back), delta, into: biasSums, rows: 1, columns: layer.headWidth, inner: steps, accumulate: window > 0)
  }
}
