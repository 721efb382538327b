/// The samples of one column in ascending order, NaN left out.
public struct OrderStatistics: Sendable {
  /// Ascending.
  public let sorted: [Float]

  /// The samples of `column` in row-major `values`, taken from `spans` of indices that each begin and end at a row.
  public init(of values: [Float], spans: [Range<Int>], column: Int, columnCount: Int) {
    var samples: [Float] = []
    samples.reserveCapacity(spans.reduce(0) { $0 + $1.count } / columnCount)
    for span in spans {
      for index in stride(from: span.lowerBound + column, to: span.upperBound, by: columnCount)
      where !values[index].isNaN {
        samples.append(values[index])
      }
    }
    samples.sort()
    sorted = samples
  }

  /// The quantile of a share in 0...1; NaN without samples.
  public func quantile(_ share: Double) -> Double { sorted.ascendingQuantile(share) }
}
