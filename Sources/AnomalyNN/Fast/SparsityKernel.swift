/// The penalty on activations over lanes; by itself the identity.
struct SparsityKernel: LayerKernel, BatchWideKernel {
  let layer: SparsityLayer
  let place: Place
  /// Sums over a block's windows: of |a|, one a block, or of each value, `[blocks][size]`.
  private let sums: UnsafeMutablePointer<Double>
  /// The derivative of the penalty by the mean of each value, over the batch.
  private let slopes: UnsafeMutablePointer<Float>

  init(layer: SparsityLayer, place: Place) {
    self.layer = layer
    self.place = place
    sums = place.arena.doubles(place.blocks * (layer.kind == .kl ? place.output.shape.size : 1))
    slopes = place.arena.floats(layer.kind == .kl ? place.output.shape.size : 0)
  }

  private var size: Int { place.output.shape.size }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      place.output.values.lanes(block).update(from: place.input.values.lanes(block), count: size)
      addUp(block, pass)
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta else { return }
    let share = layer.weight / Float(pass.windows)
    for block in blocks {
      let (dy, x) = (delta.floats(block), place.input.values.floats(block))
      for i in 0..<size {
        for lane in 0..<min(Lanes.laneCount, pass.windows - block * Lanes.laneCount) {
          let index = i * Lanes.laneCount + lane
          switch layer.kind {
          case .l1: dy[index] += share * (x[index] > 0 ? 1 : x[index] < 0 ? -1 : 0)
          case .kl: dy[index] += share * slopes[i]
          }
        }
      }
      place.input.add(delta.lanes(block), to: inputDelta.lanes(block), count: size)
    }
  }

  func penalty(_ pass: Pass) -> Double {
    guard place.trains else { return 0 }
    let width = layer.kind == .kl ? size : 1
    return Double(layer.weight)
      * (0..<width).reduce(0) { total, i in
        let mean = (0..<pass.blocks).reduce(0) { $0 + sums[$1 * width + i] } / Double(pass.windows)
        return total + (layer.kind == .kl ? layer.divergence(mean) : mean)
      }
  }

  /// The divergence looks at means over the batch; on the way back they must be known before any block.
  var batchWide: (any BatchWideKernel)? { layer.kind == .kl ? self : nil }
  func reduce(_ blocks: Range<Int>, _ pass: Pass) {}
  func combine(_ pass: Pass) {}
  func reduceBackward(_ blocks: Range<Int>, _ pass: Pass) {}

  func combineBackward(_ pass: Pass) {
    for i in 0..<size {
      let mean = (0..<pass.blocks).reduce(0) { $0 + sums[$1 * size + i] } / Double(pass.windows)
      slopes[i] = Float(layer.slope(mean))
    }
  }

  private func addUp(_ block: Int, _ pass: Pass) {
    guard place.trains else { return }
    let x = place.input.values.lanes(block)
    let windows = min(Lanes.laneCount, pass.windows - block * Lanes.laneCount)
    var total = 0.0
    for i in 0..<size {
      var sum = 0.0
      for lane in 0..<windows { sum += Double(layer.kind == .kl ? x[i][lane] : x[i][lane].magnitude) }
      if layer.kind == .kl { sums[block * size + i] = sum } else { total += sum }
    }
    if layer.kind == .l1 { sums[block] = total }
  }
}
