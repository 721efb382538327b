/// The bottleneck of a variational autoencoder over lanes.
struct SamplingKernel: LayerKernel {
  let layer: SamplingLayer
  let place: Place
  /// e^(v/2) ε; training only.
  private let noise: LaneTensor?
  /// Divergence summed over a block's windows.
  private let divergence: UnsafeMutablePointer<Double>

  init(layer: SamplingLayer, place: Place) {
    self.layer = layer
    self.place = place
    noise = place.trains ? place.arena.lanes(blocks: place.blocks, features: place.output.shape.size) : nil
    divergence = place.arena.doubles(place.blocks)
  }

  private var count: Int { place.output.shape.size }

  func forward(_ blocks: Range<Int>, _ pass: Pass) {
    for block in blocks {
      let (x, z) = (place.input.values.lanes(block), place.output.values.lanes(block))
      z.update(from: x, count: count)
      guard let noise else { continue }
      divergence[block] = divergence(block, windows: pass.windows - block * Lanes.laneCount)
      guard let key = pass.noise else { continue }
      let (v, e) = ((x + count).floats, noise.floats(block))
      for lane in 0..<Lanes.laneCount {
        let key = key.at(node: place.node, window: block * Lanes.laneCount + lane)
        for i in 0..<count {
          let index = i * Lanes.laneCount + lane
          e[index] = FastMath.exponential(0.5 * v[index]) * key.normal(i)
        }
      }
      for i in 0..<count { z[i] += noise.lanes(block)[i] }
    }
  }

  func backward(_ blocks: Range<Int>, _ pass: Pass) {
    guard let delta = place.output.delta, let inputDelta = place.input.delta, let noise else { return }
    let factor = layer.klWeight / Float(pass.windows)
    for block in blocks {
      let (x, dz, dx) = (place.input.values.lanes(block), delta.lanes(block), inputDelta.lanes(block))
      // Windows that are none have no penalty.
      var share = Lanes.zero
      for lane in 0..<min(Lanes.laneCount, pass.windows - block * Lanes.laneCount) { share[lane] = factor }
      for i in 0..<count {
        var slope = x[count + i]
        for lane in slope.indices { slope[lane] = FastMath.exponential(slope[lane]) }
        let mean = dz[i] + share * x[i]
        let sampled = pass.trains ? dz[i] * noise.lanes(block)[i] * 0.5 : .zero
        let variance = sampled + share * 0.5 * (slope - 1)
        dx[i] = place.input.accumulates ? dx[i] + mean : mean
        dx[count + i] = place.input.accumulates ? dx[count + i] + variance : variance
      }
    }
  }

  func penalty(_ pass: Pass) -> Double {
    guard place.trains else { return 0 }
    return Double(layer.klWeight) * (0..<pass.blocks).reduce(0) { $0 + divergence[$1] } / Double(pass.windows)
  }

  private func divergence(_ block: Int, windows: Int) -> Double {
    let x = place.input.values.lanes(block)
    var sum = 0.0
    for lane in 0..<min(windows, Lanes.laneCount) {
      for i in 0..<count {
        let (mean, v) = (x[i][lane], x[count + i][lane])
        sum += Double(FastMath.exponential(v) + mean * mean - 1 - v) / 2
      }
    }
    return sum
  }
}
