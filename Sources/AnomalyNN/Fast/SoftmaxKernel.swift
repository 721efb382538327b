import CTrainingKernels

/// Softmax over the channels of each step, over lanes.
struct SoftmaxKernel: LayerKernel {
  let layer: SoftmaxLayer
  let place: Place

  private var channels: Int { place.output.shape.channels }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let y = place.output.values.lanes(block)
      y.update(from: place.input.values.lanes(block), count: place.output.shape.size)
      for step in 0..<place.output.shape.steps {
        training_softmax(place.product.instructions.rawValue, (y + step * channels).floats, channels)
      }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      let (own, y) = (delta.lanes(block), place.output.values.lanes(block))
      for step in 0..<place.output.shape.steps {
        training_softmax_derivative(
          place.product.instructions.rawValue, (own + step * channels).floats, (y + step * channels).floats, channels)
      }
      place.input.add(own, to: inputDelta.lanes(block), count: place.output.shape.size)
    }
  }
}
