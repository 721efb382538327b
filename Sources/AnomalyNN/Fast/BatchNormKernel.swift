/// Batch norm over lanes: y = f(scale · n + shift), n = (x − mean) / √(variance + ε).
struct BatchNormKernel: LayerKernel, BatchWideKernel {
  let layer: BatchNormLayer
  let place: Place
  /// n; training only.
  private let normalised: LaneTensor?
  /// scale · n + shift, where the derivative of f needs it; training only.
  private let arguments: LaneTensor?
  /// Sums over a block, `[blocks][channels]`, two of them.
  private let sums: UnsafeMutablePointer<Double>
  private let squares: UnsafeMutablePointer<Double>
  /// What stands for the batch, `[channels]` each: mean, variance, and on the way back Σ δ and Σ δ n.
  private let mean: UnsafeMutablePointer<Float>
  private let variance: UnsafeMutablePointer<Float>
  private let deltaSum: UnsafeMutablePointer<Float>
  private let alongSum: UnsafeMutablePointer<Float>

  init(layer: BatchNormLayer, place: Place) {
    let (arena, blocks, shape) = (place.arena, place.blocks, place.output.shape)
    self.layer = layer
    self.place = place
    normalised = place.trains ? arena.lanes(blocks: blocks, features: shape.size) : nil
    arguments =
      place.trains && layer.activation.needsArgument ? arena.lanes(blocks: blocks, features: shape.size) : nil
    sums = arena.doubles(blocks * shape.channels)
    squares = arena.doubles(blocks * shape.channels)
    mean = arena.floats(shape.channels)
    variance = arena.floats(shape.channels)
    deltaSum = arena.floats(shape.channels)
    alongSum = arena.floats(shape.channels)
  }

  private var channels: Int { place.output.shape.channels }
  private var size: Int { place.output.shape.size }
  var batchWide: (any BatchWideKernel)? { self }

  func prepare(_ pass: Pass) {
    guard !pass.trains else { return }
    mean.update(from: pass.parameters + 2 * channels, count: channels)
    variance.update(from: pass.parameters + 3 * channels, count: channels)
  }

  // MARK: Forward

  /// Sums of x and x² in Double; over values of order 1 their difference loses nothing that counts.
  func reduce(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let x = place.input.values.lanes(block)
      let windows = min(Lanes.laneCount, pass.windows - block * Lanes.laneCount)
      for channel in 0..<channels {
        var (sum, square) = (0.0, 0.0)
        for i in stride(from: channel, to: size, by: channels) {
          for lane in 0..<windows {
            let value = Double(x[i][lane])
            sum += value
            square += value * value
          }
        }
        sums[block * channels + channel] = sum
        squares[block * channels + channel] = square
      }
    }
  }

  func combine(_ pass: Pass) {
    let count = Double(pass.windows * place.output.shape.steps)
    for channel in 0..<channels {
      let average = total(sums, channel, pass) / count
      mean[channel] = Float(average)
      variance[channel] = Float(max(total(squares, channel, pass) / count - average * average, 0))
    }
  }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let (x, y) = (place.input.values.lanes(block), place.output.values.lanes(block))
      for channel in 0..<channels {
        let factor = 1 / (variance[channel] + layer.epsilon).squareRoot()
        let (scale, shift) = (pass.parameters[channel], pass.parameters[channels + channel])
        for i in stride(from: channel, to: size, by: channels) {
          let n = (x[i] - mean[channel]) * factor
          if let normalised { normalised.lanes(block)[i] = n }
          y[i] = n * scale + shift
        }
      }
      if let arguments { arguments.lanes(block).update(from: y, count: size) }
      layer.activation.apply(y, count: size)
    }
  }

  // MARK: Backward

  func reduceBackward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let normalised else { return }
    for block in blocks {
      let (dy, n) = (delta.lanes(block), normalised.lanes(block))
      layer.activation.applyDerivative(
        dy, argument: (arguments ?? place.output.values).lanes(block), result: place.output.values.lanes(block),
        count: size)
      for channel in 0..<channels {
        var (sum, along) = (Lanes.zero, Lanes.zero)
        for i in stride(from: channel, to: size, by: channels) {
          sum += dy[i]
          along += dy[i] * n[i]
        }
        sums[block * channels + channel] = sum.total
        squares[block * channels + channel] = along.total
      }
    }
  }

  func combineBackward(_ pass: Pass) {
    for channel in 0..<channels {
      deltaSum[channel] = Float(total(sums, channel, pass))
      alongSum[channel] = Float(total(squares, channel, pass))
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta, let normalised else { return }
    let share = pass.trains ? 1 / Float(pass.windows * place.output.shape.steps) : 0
    for block in blocks {
      let (dy, n) = (delta.lanes(block), normalised.lanes(block))
      // Lanes behind the last window have no part in the means.
      var own = Lanes.zero
      for lane in 0..<min(Lanes.laneCount, pass.windows - block * Lanes.laneCount) { own[lane] = share }
      for channel in 0..<channels {
        let factor = pass.parameters[channel] / (variance[channel] + layer.epsilon).squareRoot()
        for i in stride(from: channel, to: size, by: channels) {
          dy[i] = factor * (dy[i] - own * deltaSum[channel] - own * alongSum[channel] * n[i])
        }
      }
      place.input.add(dy, to: inputDelta.lanes(block), count: size)
    }
  }

  var gradientTasks: Int { 1 }

  /// ∂scale = Σ δ n, ∂shift = Σ δ; the statistics of the batch in the place of theirs.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    gradient.update(from: alongSum, count: channels)
    (gradient + channels).update(from: deltaSum, count: channels)
    (gradient + 2 * channels).update(from: mean, count: channels)
    (gradient + 3 * channels).update(from: variance, count: channels)
  }

  private func total(_ values: UnsafeMutablePointer<Double>, _ channel: Int, _ pass: Pass) -> Double {
    (0..<pass.blocks).reduce(0) { $0 + values[$1 * channels + channel] }
  }
}
