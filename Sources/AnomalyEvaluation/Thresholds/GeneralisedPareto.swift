import Foundation

/// How far values reach beyond a high threshold: P(Y > y) = (1 + shape · y / scale)^(−1/shape), which is exp(−y / scale)
/// for shape 0 (Pickands 1975).
struct GeneralisedPareto: Equatable {
  /// Above 0: heavier than exponential; below 0: bounded.
  var shape: Double
  /// In units of the values, > 0.
  var scale: Double

  /// Fits positive excesses, at least 5 of which two differ, by the estimator of Zhang and Stephens (2009): the mean of
  /// θ = −shape/scale over its profile likelihood, on a grid that depends on the number of values; no iteration, and as
  /// efficient as the maximum. nil where there are too few.
  init?(excesses: [Double]) {
    let x = excesses.sorted()
    guard x.count >= 5, let least = x.first, let largest = x.last, least > 0, least < largest else { return nil }
    let n = Double(x.count)
    let quartile = x[max(0, Int((n / 4 + 0.5).rounded(.down)) - 1)]
    let points = 20 + Int(n.squareRoot())
    func shape(_ theta: Double) -> Double { x.reduce(0) { $0 + log1p(-theta * $1) } / n }
    let thetas = (1...points).map { point in
      1 / largest + (1 - (Double(points) / (Double(point) - 0.5)).squareRoot()) / (3 * quartile)
    }
    let likelihoods = thetas.map { theta in
      let k = shape(theta)
      return n * (log(-theta / k) - k - 1)
    }
    let mean = zip(thetas, likelihoods).reduce(0.0) { sum, point in
      sum + point.0 / likelihoods.reduce(0) { $0 + exp($1 - point.1) }
    }
    self.shape = shape(mean)
    scale = -self.shape / mean
    guard scale > 0, scale.isFinite, self.shape.isFinite else { return nil }
  }

  /// A distribution of given parameters.
  init(shape: Double, scale: Double) {
    self.shape = shape
    self.scale = scale
  }

  /// The excess that is exceeded with a probability in (0, 1].
  func excess(ofProbability probability: Double) -> Double {
    abs(shape) < 1e-9 ? -scale * log(probability) : scale / shape * (pow(probability, -shape) - 1)
  }
}
