extension DropoutLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] { x[0].indices.map { x[0][$0] * factor($0, noise) } }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) { ([dy.indices.map { dy[$0] * factor($0, noise) }], []) }

  private func factor<T: RealNumber>(_ element: Int, _ noise: NoiseKey?) -> T {
    guard let noise else { return 1 }
    return noise.uniform(element) < rate ? 0 : T(keptFactor)
  }

  /// What a value that is kept is multiplied with.
  var keptFactor: Float { 1 / (1 - rate) }
}
