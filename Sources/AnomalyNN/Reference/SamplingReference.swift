extension SamplingLayer: WindowReferenceLayer {
  package func windowForward<T: RealNumber>(
    _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, parameters: [T]
  ) -> [T] {
    let count = place.output.size
    return (0..<count).map { i in
      x[0][i] + (noise.map { T.exponential(x[0][count + i] / 2) * T($0.normal(i)) } ?? 0)
    }
  }

  package func windowBackward<T: RealNumber>(
    _ dy: [T], _ x: [[T]], _ place: ReferencePlace, noise: NoiseKey?, share: T, parameters: [T]
  ) -> (inputs: [[T]], parameters: [T]) {
    let factor = share * T(klWeight)
    let means = dy.indices.map { dy[$0] + factor * x[0][$0] }
    let variances = dy.indices.map { i in
      let v = x[0][dy.count + i]
      return (noise.map { dy[i] * T.exponential(v / 2) / 2 * T($0.normal(i)) } ?? 0)
        + factor * (T.exponential(v) - 1) / 2
    }
    return ([means + variances], [])
  }

  package func windowPenalty<T: RealNumber>(_ x: [[T]], _ place: ReferencePlace, parameters: [T]) -> T {
    T(klWeight) * divergence(x[0])
  }

  /// ½ Σ (e^v + μ² − 1 − v).
  package func divergence<T: RealNumber>(_ x: [T]) -> T {
    let count = x.count / 2
    return (0..<count).reduce(0) { $0 + (T.exponential(x[count + $1]) + x[$1] * x[$1] - 1 - x[count + $1]) / 2 }
  }
}
