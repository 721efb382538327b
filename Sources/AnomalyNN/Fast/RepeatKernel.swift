/// One vector at many steps, over lanes.
struct RepeatKernel: LayerKernel {
  let layer: RepeatLayer
  let place: Place

  private var size: Int { place.input.junction.shape.size }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let y = place.output.values.lanes(block)
      for step in 0..<layer.count { (y + step * size).update(from: place.input.values.lanes(block), count: size) }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      let (dy, dx) = (delta.lanes(block), inputDelta.lanes(block))
      place.input.add(dy, to: dx, count: size)
      for step in 1..<max(layer.count, 1) { for i in 0..<size { dx[i] += dy[step * size + i] } }
    }
  }
}
