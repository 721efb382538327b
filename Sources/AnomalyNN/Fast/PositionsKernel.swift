/// Positions over lanes: a table of one value a feature, added.
struct PositionsKernel: LayerKernel {
  let layer: PositionsLayer
  let place: Place
  /// The fixed table.
  private let sinusoids: UnsafeMutablePointer<Float>?

  init(layer: PositionsLayer, place: Place) {
    self.layer = layer
    self.place = place
    switch layer.kind {
    case .learned: sinusoids = nil
    case .sinusoidal:
      let table: [Float] = PositionsLayer.sinusoidal(place.output.shape)
      let memory = place.arena.floats(table.count)
      for i in table.indices { memory[i] = table[i] }
      sinusoids = memory
    }
  }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    let table = sinusoids.map { UnsafePointer($0) } ?? pass.parameters
    for block in blocks {
      let (x, y) = (place.input.values.lanes(block), place.output.values.lanes(block))
      for i in 0..<place.output.shape.size { y[i] = x[i] + table[i] }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    for block in blocks {
      place.input.add(delta.lanes(block), to: inputDelta.lanes(block), count: place.output.shape.size)
    }
  }

  var gradientTasks: Int { sinusoids == nil ? place.output.shape.steps : 0 }

  /// ∂P = Σ δ, for one step.
  func gradient(_ task: Int, _ pass: Pass, into gradient: UnsafeMutablePointer<Float>) {
    let channels = place.output.shape.channels
    place.output.delta?.total(pass.blocks, task * channels..<(task + 1) * channels, into: gradient)
  }
}
