/// The buffer that the benchmark TSB-AD takes for the volume under the surface: the period of a series.
public enum BufferLength {
  /// The buffer where no period shows.
  public static let fallback = 125
  private static let maximumLag = 400
  private static let sampleLimit = 20_000

  /// The period, in rows, of the first column: the lag of the highest local maximum of its autocorrelation from lag 4 on,
  /// among 400 lags of the first 20,000 rows; `fallback` where there is none, or where it lies below 6 or above 303.
  ///
  /// - Parameter column: in order of time; NaN counts as the mean.
  public static func of(_ column: some Collection<Float>) -> Int {
    let correlation = autocovariance(of: column.prefix(sampleLimit))
    var best: Int?
    for lag in stride(from: 4, to: correlation.count - 1, by: 1) {
      let value = correlation[lag]
      guard value > correlation[lag - 1], value > correlation[lag + 1] else { continue }
      if best.map({ value >= correlation[$0] }) ?? true { best = lag }
    }
    return best.map { (6...303).contains($0) ? $0 : fallback } ?? fallback
  }

  /// Biased, for lags 0 … 400 or as many as there are rows.
  private static func autocovariance(of column: some Collection<Float>) -> [Double] {
    let known = column.lazy.filter { !$0.isNaN }
    guard !known.isEmpty else { return [] }
    let mean = known.reduce(0.0) { $0 + Double($1) } / Double(known.count)
    let series = column.map { $0.isNaN ? 0 : Double($0) - mean }
    return series.withUnsafeBufferPointer { series in
      (0...min(maximumLag, series.count - 1)).map { lag in
        var sum = 0.0
        for row in lag..<series.count { sum += series[row] * series[row - lag] }
        return sum
      }
    }
  }
}
