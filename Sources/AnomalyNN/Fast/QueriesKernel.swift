/// Learned queries over lanes: the same table for every window.
struct QueriesKernel: LayerKernel {
  let layer: QueriesLayer
  let place: Place

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let y = place.output.values.lanes(block)
      for i in 0..<place.output.shape.size { y[i] = Lanes(repeating: pass.parameters[i]) }
    }
  }

  /// Nothing depends on the input.
  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let inputDelta = place.input.delta, !place.input.accumulates else { return }
    for block in blocks {
      inputDelta.lanes(block).update(repeating: .zero, count: place.input.junction.shape.size)
    }
  }

  var gradientTasks: Int { place.output.shape.steps }

  /// The derivative of the table is Σ δ; of one step.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    let channels = place.output.shape.channels
    place.output.delta?.total(pass.blocks, task * channels..<(task + 1) * channels, into: gradient)
  }
}
