/// Dropout over lanes.
struct DropoutKernel: LayerKernel {
  let layer: DropoutLayer
  let place: Place
  /// What each value was multiplied with; training only.
  private let factors: LaneTensor?

  init(layer: DropoutLayer, place: Place) {
    self.layer = layer
    self.place = place
    factors = place.trains ? place.arena.lanes(blocks: place.blocks, features: place.output.shape.size) : nil
  }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    let count = place.output.shape.size
    for block in blocks {
      let (x, y) = (place.input.values.lanes(block), place.output.values.lanes(block))
      guard let noise = pass.noise, let factors, layer.rate > 0 else {
        y.update(from: x, count: count)
        continue
      }
      let factor = factors.floats(block)
      for lane in 0..<Lanes.laneCount {
        let key = noise.at(node: place.node, window: block * Lanes.laneCount + lane)
        for i in 0..<count {
          factor[i * Lanes.laneCount + lane] = key.uniform(i) < layer.rate ? 0 : layer.keptFactor
        }
      }
      for i in 0..<count { y[i] = x[i] * factors.lanes(block)[i] }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      let dy = delta.lanes(block)
      if let factors, pass.trains, layer.rate > 0 {
        for i in 0..<place.output.shape.size { dy[i] *= factors.lanes(block)[i] }
      }
      place.input.add(dy, to: inputDelta.lanes(block), count: place.output.shape.size)
    }
  }
}
