extension RepeatLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] { (0..<count).flatMap { _ in x[0] } }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    ([x[0].indices.map { i in (0..<count).reduce(0) { $0 + dy[$1 * x[0].count + i] } }], [])
  }
}
