extension JoinLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let (a, b) = (place.inputs[0].channels, place.inputs[1].channels)
    var y: [T] = []
    for step in 0..<place.output.steps {
      y += x[0][step * a..<(step + 1) * a]
      y += x[1][step * b..<(step + 1) * b]
    }
    return y
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let (a, b) = (place.inputs[0].channels, place.inputs[1].channels)
    var (first, second): ([T], [T]) = ([], [])
    for step in 0..<place.output.steps {
      let start = step * (a + b)
      first += dy[start..<start + a]
      second += dy[start + a..<start + a + b]
    }
    return ([first, second], [])
  }
}
