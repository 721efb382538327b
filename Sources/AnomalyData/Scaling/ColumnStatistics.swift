/// Mean, deviation and range of each column, summed in Double, NaN ignored.
public struct ColumnStatistics: Sendable {
  /// The number of samples of each column.
  public let count: [Int]
  /// The mean of each column; 0 without samples.
  public let mean: [Double]
  /// The standard deviation of the population of each column; 0 without samples.
  public let deviation: [Double]
  /// The least sample of each column; +∞ without samples.
  public let minimum: [Float]
  /// The greatest sample of each column; −∞ without samples.
  public let maximum: [Float]

  /// Statistics of row-major `values`, taken from `spans` of indices that each begin and end at a row.
  /// Two passes: the deviation is taken from the mean, so that a large offset does not cost digits.
  public init(of values: [Float], spans: [Range<Int>], columnCount: Int) {
    var count = [Int](repeating: 0, count: columnCount)
    var sum = [Double](repeating: 0, count: columnCount)
    var minimum = [Float](repeating: .infinity, count: columnCount)
    var maximum = [Float](repeating: -.infinity, count: columnCount)
    for span in spans {
      var column = 0
      for index in span {
        let x = values[index]
        if !x.isNaN {
          count[column] += 1
          sum[column] += Double(x)
          if x < minimum[column] { minimum[column] = x }
          if x > maximum[column] { maximum[column] = x }
        }
        column += 1
        if column == columnCount { column = 0 }
      }
    }
    let mean = zip(sum, count).map { $1 == 0 ? 0 : $0 / Double($1) }
    var squares = [Double](repeating: 0, count: columnCount)
    for span in spans {
      var column = 0
      for index in span {
        let x = values[index]
        if !x.isNaN {
          let distance = Double(x) - mean[column]
          squares[column] += distance * distance
        }
        column += 1
        if column == columnCount { column = 0 }
      }
    }
    self.count = count
    self.mean = mean
    self.deviation = zip(squares, count).map { $1 == 0 ? 0 : ($0 / Double($1)).squareRoot() }
    self.minimum = minimum
    self.maximum = maximum
  }

  /// Whether a column holds one value: its range is at most four steps of Float at that size, or it has no sample.
  public func isConstant(_ column: Int) -> Bool {
    guard count[column] > 0 else { return true }
    let size = max(abs(minimum[column]), abs(maximum[column]))
    return Double(maximum[column]) - Double(minimum[column]) <= 4 * Double(size.ulp)
  }
}
