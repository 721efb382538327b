extension LayerNormLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let channels = place.output.channels
    return (0..<place.output.steps).flatMap { step in
      let (unit, _) = standardized(x[0][step * channels..<(step + 1) * channels])
      return (0..<channels).map { parameters[$0] * unit[$0] + parameters[channels + $0] }
    }
  }

  /// With u = (x − m) / s, s = √(v + ε): ∂L/∂x = (g − mean(g) − u · mean(g ∘ u)) / s, g = scale ∘ ∂L/∂y.
  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let channels = place.output.channels
    var gradient = [T](repeating: 0, count: parameters.count)
    var dx: [T] = []
    for step in 0..<place.output.steps {
      let (unit, deviation) = standardized(x[0][step * channels..<(step + 1) * channels])
      let dy = dy[step * channels..<(step + 1) * channels]
      let g = zip(dy, parameters).map { $0 * $1 }
      let mean = g.reduce(0, +) / T(channels)
      let slope = zip(g, unit).reduce(0) { $0 + $1.0 * $1.1 } / T(channels)
      dx += zip(g, unit).map { ($0 - mean - $1 * slope) / deviation }
      for (channel, dy) in dy.enumerated() {
        gradient[channel] += dy * unit[channel]
        gradient[channels + channel] += dy
      }
    }
    return ([dx], gradient)
  }

  /// (x − m) / √(v + ε), and the root.
  private func standardized<T: RealNumber>(_ x: ArraySlice<T>) -> ([T], T) {
    let mean = x.reduce(0, +) / T(x.count)
    let variance = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / T(x.count)
    let deviation = (variance + T(epsilon)).squareRoot()
    return (x.map { ($0 - mean) / deviation }, deviation)
  }
}
