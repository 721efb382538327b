extension NoiseLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    guard let noise else { return x[0] }
    return x[0].indices.map { element in
      switch kind {
      case .gaussian: x[0][element] + T(amount * noise.normal(element))
      case .maskValues, .maskSteps: isMasked(element, place.inputs[0], noise) ? 0 : x[0][element]
      }
    }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    guard let noise else { return ([dy], []) }
    return ([dy.indices.map { isMasked($0, place.inputs[0], noise) ? 0 : dy[$0] }], [])
  }

  /// Whether an element of a window is set to 0.
  func isMasked(_ element: Int, _ shape: Shape, _ noise: NoiseKey) -> Bool {
    switch kind {
    case .gaussian: false
    case .maskValues: noise.uniform(element) < amount
    case .maskSteps: noise.uniform(element / shape.channels) < amount
    }
  }
}
