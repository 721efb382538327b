extension ActivationLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] { x[0].map { activation($0) } }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    ([zip(dy, x[0]).map { $0 * activation.derivative(at: $1, result: activation($1)) }], [])
  }
}
