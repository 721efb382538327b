/// The sum of two inputs, over lanes.
struct AddKernel: LayerKernel {
  let place: Place

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let (a, b) = (place.inputs[0].values.lanes(block), place.inputs[1].values.lanes(block))
      let y = place.output.values.lanes(block)
      for i in 0..<place.output.shape.size { y[i] = a[i] + b[i] }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta else { return }
    for edge in place.inputs {
      guard let inputDelta = edge.delta else { continue }
      for block in blocks {
        edge.add(delta.lanes(block), to: inputDelta.lanes(block), count: place.output.shape.size)
      }
    }
  }
}
