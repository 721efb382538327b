/// What training makes small: the mean over all values of a batch of a function of r = output − target.
public enum Loss: Sendable, Codable, Hashable {
  /// r², the squared error.
  case squaredError
  /// |r|, the absolute error; its derivative at 0 is 0.
  case absoluteError
  /// r²/2 up to |r| = `delta`, `delta`·(|r| − `delta`/2) beyond (Huber 1964); `delta` > 0.
  case huber(delta: Float)

  /// The loss of one value.
  public func callAsFunction<T: RealNumber>(_ r: T) -> T {
    switch self {
    case .squaredError: return r * r
    case .absoluteError: return abs(r)
    case .huber(let delta):
      let d = T(delta)
      return abs(r) <= d ? r * r / 2 : d * (abs(r) - d / 2)
    }
  }

  /// Its derivative by the output.
  public func derivative<T: RealNumber>(_ r: T) -> T {
    switch self {
    case .squaredError: return 2 * r
    case .absoluteError: return r > 0 ? 1 : r < 0 ? -1 : 0
    case .huber(let delta): return min(max(r, -T(delta)), T(delta))
    }
  }
}
