/// An activation by itself, over lanes.
struct ActivationKernel: LayerKernel {
  let layer: ActivationLayer
  let place: Place

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let count = place.output.shape.size
      place.output.values.lanes(block).update(from: place.input.values.lanes(block), count: count)
      layer.activation.apply(place.output.values.lanes(block), count: count)
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      let count = place.output.shape.size
      let own = delta.lanes(block)
      layer.activation.applyDerivative(
        own, argument: place.input.values.lanes(block), result: place.output.values.lanes(block), count: count)
      place.input.add(own, to: inputDelta.lanes(block), count: count)
    }
  }
}

extension Edge {
  /// δ = or += `source`, by whether another layer wrote it before.
  @inline(__always)
  func add(_ source: UnsafeMutablePointer<Lanes>, to delta: UnsafeMutablePointer<Lanes>, count: Int) {
    if accumulates {
      for i in 0..<count { delta[i] += source[i] }
    } else {
      delta.update(from: source, count: count)
    }
  }
}
