extension SparsityLayer: ReferenceLayer {
  package func referenceForward<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> [[T]] {
    x.map { $0[0] }
  }

  package func referenceBackward<T: RealNumber>(
    _ dy: [[T]], _ x: [[[T]]], _ place: ReferencePlace, parameters: [T]
  ) -> (inputs: [[[T]]], parameters: [T]) {
    let share = T(weight) / T(x.count)
    let means = means(x)
    return (
      x.indices.map { window in
        [
          x[window][0].indices.map { i in
            switch kind {
            case .l1: dy[window][i] + share * (x[window][0][i] > 0 ? 1 : x[window][0][i] < 0 ? -1 : 0)
            case .kl: dy[window][i] + share * slope(means[i])
            }
          }
        ]
      }, []
    )
  }

  package func referencePenalty<T: RealNumber>(_ x: [[[T]]], _ place: ReferencePlace, parameters: [T]) -> T {
    switch kind {
    case .l1: T(weight) * x.reduce(0) { $0 + $1[0].reduce(0) { $0 + abs($1) } } / T(x.count)
    case .kl: T(weight) * means(x).reduce(0) { $0 + divergence($1) }
    }
  }

  private func means<T: RealNumber>(_ x: [[[T]]]) -> [T] {
    x[0][0].indices.map { i in x.reduce(0) { $0 + $1[0][i] } / T(x.count) }
  }

  /// Nearest to 0 and 1 that a mean activation is taken to be.
  static let margin: Float = 1e-6

  /// KL(target ‖ mean), for the mean clamped.
  func divergence<T: RealNumber>(_ mean: T) -> T {
    let p = T(target)
    let q = min(max(mean, T(Self.margin)), 1 - T(Self.margin))
    return p * T.logarithm(p / q) + (1 - p) * T.logarithm((1 - p) / (1 - q))
  }

  /// Its derivative by the mean; 0 beyond the clamp.
  func slope<T: RealNumber>(_ mean: T) -> T {
    guard mean > T(Self.margin), mean < 1 - T(Self.margin) else { return 0 }
    return (1 - T(target)) / (1 - mean) - T(target) / mean
  }
}
