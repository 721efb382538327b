/// A window length suggested by the data: one period of what repeats in it.
public enum WindowLength {
  /// The lengths that are suggested.
  public static let range = 8...128
  /// The suggestion where nothing repeats.
  public static let fallback = 32
  /// Lags looked at: a period above `range` still shows and is clamped.
  static let maximumLag = 512
  /// Samples looked at, over all columns.
  static let sampleLimit = 1 << 18

  /// The period, in rows, of the mean autocorrelation over the columns, clamped to `range`: its first prominent peak
  /// after it first fell below zero. `fallback` where there is none.
  ///
  /// Only `rows` count, at most `sampleLimit` samples of the longest range among them. A missing sample counts as the
  /// mean, a constant column not at all.
  public static func suggested(for frame: Frame, rows: [Range<Int>]) -> Int {
    period(for: frame, rows: rows).map { min(max($0, range.lowerBound), range.upperBound) } ?? fallback
  }

  /// The same before it is clamped, at most `maximumLag`; nil where nothing repeats.
  public static func period(for frame: Frame, rows: [Range<Int>]) -> Int? {
    guard let longest = rows.max(by: { $0.count < $1.count }) else { return nil }
    let limit = max(4 * maximumLag, sampleLimit / frame.columnCount)
    return period(of: autocorrelation(of: frame, rows: longest.prefix(limit)))
  }

  /// The mean autocorrelation over the columns that vary, for lags 0 … at most a third of the rows; empty when no
  /// column varies. The biased estimate: sums over the overlap, divided by the sum of squares.
  static func autocorrelation(of frame: Frame, rows: Range<Int>) -> [Double] {
    let lags = min(maximumLag, rows.count / 3)
    let width = frame.columnCount
    let statistics = ColumnStatistics(
      of: frame.values, spans: [rows.lowerBound * width..<rows.upperBound * width], columnCount: width)
    var total = [Double](repeating: 0, count: lags + 1)
    var columns = 0.0
    for column in 0..<width where !statistics.isConstant(column) {
      let mean = statistics.mean[column]
      let series = rows.map { row -> Float in
        let x = frame.values[row * width + column]
        return x.isNaN ? 0 : Float(Double(x) - mean)
      }
      let squares = product(series, lag: 0)
      guard squares > 0 else { continue }
      for lag in 0...lags { total[lag] += product(series, lag: lag) / squares }
      columns += 1
    }
    return columns > 0 ? total.map { $0 / columns } : []
  }

  /// The lag of the first peak, after the first value below zero, that rises at least 0.2 above the lowest value
  /// before it, and to at least 0.7 of the highest such peak; nil without one.
  static func period(of correlation: [Double]) -> Int? {
    guard let decay = correlation.firstIndex(where: { $0 < 0 }), decay + 1 < correlation.count else { return nil }
    var peaks: [(lag: Int, height: Double)] = []
    var lowest = correlation[decay]
    for lag in decay + 1..<correlation.count - 1 {
      let height = correlation[lag]
      lowest = min(lowest, height)
      let nearby = correlation[max(decay, lag - 3)...min(correlation.count - 1, lag + 3)]
      if height >= 0.1, height - lowest >= 0.2, height == nearby.max() { peaks.append((lag, height)) }
    }
    guard let highest = peaks.map(\.height).max() else { return nil }
    return peaks.first { $0.height >= 0.7 * highest }?.lag
  }

  private static func product(_ series: [Float], lag: Int) -> Double {
    series.withUnsafeBufferPointer { series in
      var sum = 0.0
      for index in lag..<series.count { sum += Double(series[index]) * Double(series[index - lag]) }
      return sum
    }
  }
}
