extension PositionsLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let table: [T] =
      switch kind {
      case .learned: parameters
      case .sinusoidal: Self.sinusoidal(place.output)
      }
    return zip(x[0], table).map { $0 + $1 }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    switch kind {
    case .learned: ([dy], dy)
    case .sinusoidal: ([dy], [])
    }
  }
}
