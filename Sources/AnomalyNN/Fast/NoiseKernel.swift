/// Corruption of the input over lanes.
struct NoiseKernel: LayerKernel {
  let layer: NoiseLayer
  let place: Place

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    let shape = place.output.shape
    for block in blocks {
      let y = place.output.values
      y.lanes(block).update(from: place.input.values.lanes(block), count: shape.size)
      forEachValue(block, pass) { key, element, index in
        let values = y.floats(block)
        switch layer.kind {
        case .gaussian: values[index] += layer.amount * key.normal(element)
        case .maskValues, .maskSteps: if layer.isMasked(element, shape, key) { values[index] = 0 }
        }
      }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      if layer.kind != .gaussian {
        forEachValue(block, pass) { key, element, index in
          if layer.isMasked(element, place.output.shape, key) { delta.floats(block)[index] = 0 }
        }
      }
      place.input.add(delta.lanes(block), to: inputDelta.lanes(block), count: place.output.shape.size)
    }
  }

  /// Every value of the windows of a block in training: the key of its window, its place in it, and in the lanes.
  private func forEachValue(_ block: Int, _ pass: Pass, _ body: (NoiseKey, Int, Int) -> Void) {
    guard let noise = pass.noise, layer.amount > 0 else { return }
    for lane in 0..<Lanes.laneCount {
      let window = block * Lanes.laneCount + lane
      guard window < pass.windows else { return }
      let key = noise.at(node: place.node, window: window)
      for element in 0..<place.output.shape.size { body(key, element, element * Lanes.laneCount + lane) }
    }
  }
}
