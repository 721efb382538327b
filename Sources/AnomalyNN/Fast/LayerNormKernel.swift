import CTrainingKernels

/// Layer norm over lanes, step by step.
struct LayerNormKernel: LayerKernel {
  let layer: LayerNormLayer
  let place: Place
  /// Mean and 1 / √(variance + ε) of each step, `[blocks][steps][2]` lanes.
  private let moments: LaneTensor
  /// Σ over steps of δ ∘ u and of δ, `[blocks][2][channels]` lanes.
  private let sums: LaneTensor?

  init(layer: LayerNormLayer, place: Place) {
    self.layer = layer
    self.place = place
    moments = place.arena.lanes(blocks: place.blocks, features: 2 * place.output.shape.steps)
    sums = place.trains ? place.arena.lanes(blocks: place.blocks, features: 2 * place.output.shape.channels) : nil
  }

  private var channels: Int { place.output.shape.channels }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      for step in 0..<place.output.shape.steps {
        training_norm(
          place.product.instructions.rawValue, (place.input.values.lanes(block) + step * channels).floats,
          (place.output.values.lanes(block) + step * channels).floats, channels, pass.parameters,
          pass.parameters + channels, layer.epsilon, (moments.lanes(block) + 2 * step).floats)
      }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let sums else { return }
    for block in blocks {
      sums.lanes(block).update(repeating: .zero, count: 2 * channels)
      for step in 0..<place.output.shape.steps {
        training_norm_derivative(
          place.product.instructions.rawValue, (delta.lanes(block) + step * channels).floats,
          (place.input.values.lanes(block) + step * channels).floats, (moments.lanes(block) + 2 * step).floats,
          channels, pass.parameters, place.input.delta.map { ($0.lanes(block) + step * channels).floats },
          place.input.accumulates ? 1 : 0, sums.floats(block), (sums.lanes(block) + channels).floats)
      }
    }
  }

  var gradientTasks: Int { 1 }

  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    sums?.total(pass.blocks, 0..<2 * channels, into: gradient)
  }
}
