/// What training makes small: the mean over all values of a batch of a function of output y and target t, r = y − t.
public enum Loss: Sendable, Codable, Hashable {
  /// r², the squared error.
  case squaredError
  /// |r|, the absolute error; its derivative at 0 is 0.
  case absoluteError
  /// r²/2 up to |r| = `delta`, `delta`·(|r| − `delta`/2) beyond (Huber 1964); `delta` > 0.
  case huber(delta: Float)
  /// −t ln y − (1 − t) ln(1 − y), y clamped to [`crossEntropyMargin`, 1 − `crossEntropyMargin`]; for results in (0, 1).
  case binaryCrossEntropy

  /// How near to 0 and 1 the cross-entropy takes a result to be.
  public static let crossEntropyMargin: Float = 1e-7

  /// The loss of one value.
  public func callAsFunction<T: RealNumber>(_ y: T, _ t: T) -> T {
    let r = y - t
    switch self {
    case .squaredError: return r * r
    case .absoluteError: return abs(r)
    case .huber(let delta):
      let d = T(delta)
      return abs(r) <= d ? r * r / 2 : d * (abs(r) - d / 2)
    case .binaryCrossEntropy:
      let p = min(max(y, T(Self.crossEntropyMargin)), 1 - T(Self.crossEntropyMargin))
      return -t * T.logarithm(p) - (1 - t) * T.logarithm(1 - p)
    }
  }

  /// Its derivative by the output; where the cross-entropy clamps, that at the clamp.
  public func derivative<T: RealNumber>(_ y: T, _ t: T) -> T {
    let r = y - t
    switch self {
    case .squaredError: return 2 * r
    case .absoluteError: return r > 0 ? 1 : r < 0 ? -1 : 0
    case .huber(let delta): return min(max(r, -T(delta)), T(delta))
    case .binaryCrossEntropy:
      let p = min(max(y, T(Self.crossEntropyMargin)), 1 - T(Self.crossEntropyMargin))
      return (p - t) / (p * (1 - p))
    }
  }
}
