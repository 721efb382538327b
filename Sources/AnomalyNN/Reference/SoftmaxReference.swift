extension SoftmaxLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let channels = place.output.channels
    return (0..<place.output.steps).flatMap { step in
      let x = x[0][step * channels..<(step + 1) * channels]
      let most = x.max() ?? 0
      let powers = x.map { T.exponential($0 - most) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  /// ∂L/∂x = y ∘ (∂L/∂y − Σ ∂L/∂y ∘ y).
  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let channels = place.output.channels
    let y = windowForward(x, place, noise: noise, parameters: parameters)
    let dx = stride(from: 0, to: y.count, by: channels).flatMap { first in
      let sum = (first..<first + channels).reduce(T(0)) { $0 + dy[$1] * y[$1] }
      return (first..<first + channels).map { y[$0] * (dy[$0] - sum) }
    }
    return ([dx], [])
  }
}
