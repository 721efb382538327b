/// What one should know of a table before training on it.
public struct TableDescription: Sendable, Codable, Equatable {
  /// One column of readings.
  public struct Column: Sendable, Codable, Equatable {
    /// The name as the file writes it.
    public let name: String
    /// The unit in the name; empty for none.
    public let unit: String
    /// Rows that miss a sample.
    public let missing: Int
    /// The least sample, nil without one.
    public let minimum: Float?
    /// The greatest sample, nil without one.
    public let maximum: Float?
    /// The mean; 0 without samples.
    public let mean: Double
    /// The standard deviation of the population; 0 without samples.
    public let deviation: Double
    /// Whether it holds one value only, or none.
    public let isConstant: Bool
    /// An earlier column with the same samples in all rows.
    public let sameAs: String?
  }

  /// What the times of the rows tell.
  public struct Time: Sendable, Codable, Equatable {
    /// The name of the column.
    public let column: String
    /// The time of the first row as the file writes it.
    public let first: String
    /// The time of the last row.
    public let last: String
    /// The median of the steps from row to row, in seconds; nil where the texts are no times or stand still.
    public let interval: Double?
    /// The share of the steps that differ from it by more than a hundredth.
    public let irregularShare: Double?
    /// Steps of more than twice the interval.
    public let gaps: Int
    /// The longest of them in seconds.
    public let longestGap: Double?
    /// Times that repeat the one above.
    public let repeated: Int
    /// Times before the one above.
    public let backward: Int
    /// Rows without a time.
    public let missing: Int
  }

  /// The number of rows.
  public let rows: Int
  /// The runs that they form.
  public let runs: Int
  /// The rows of the longest run.
  public let longestRun: Int
  /// Rows that miss at least one sample.
  public let incompleteRows: Int
  /// Rows that are labelled anomalous; nil without labels.
  public let anomalousRows: Int?
  /// The stretches of rows that these form.
  public let anomalies: Int?
  /// The times; nil without a time column.
  public let time: Time?
  /// The readings.
  public let columns: [Column]
  /// The rows after which the readings repeat, by their autocorrelation; nil where they do not.
  public let period: Int?
  /// The rows of a window to begin with.
  public let window: Int

  /// The description of `frame`.
  public init(of frame: Frame) {
    let width = frame.columnCount
    let statistics = ColumnStatistics(of: frame.values, spans: [0..<frame.values.count], columnCount: width)
    let twins = TableDescription.twins(in: frame)
    rows = frame.rowCount
    runs = frame.runs.count
    longestRun = frame.runs.map(\.count).max() ?? 0
    incompleteRows = (0..<frame.rowCount).count { row in
      frame.values[row * width..<(row + 1) * width].contains(where: \.isNaN)
    }
    anomalousRows = frame.labels?.count { $0 != 0 }
    anomalies = frame.labels.map { labels in
      labels.indices.count { labels[$0] != 0 && ($0 == 0 || labels[$0 - 1] == 0) }
    }
    time = frame.time.map { TableDescription.time($0, runs: frame.runs) }
    columns = (0..<width).map { column in
      let isEmpty = statistics.count[column] == 0
      return Column(
        name: frame.columnNames[column], unit: frame.units[column], missing: frame.rowCount - statistics.count[column],
        minimum: isEmpty ? nil : statistics.minimum[column], maximum: isEmpty ? nil : statistics.maximum[column],
        mean: statistics.mean[column], deviation: statistics.deviation[column],
        isConstant: statistics.isConstant(column), sameAs: twins[column].map { frame.columnNames[$0] })
    }
    period = WindowLength.period(for: frame, rows: frame.runs)
    window = WindowLength.suggested(for: frame, rows: frame.runs)
  }

  private static func time(_ column: TimeColumn, runs: [Range<Int>]) -> Time {
    let sampling = column.instants.flatMap { Sampling(instants: $0, runs: runs) }
    return Time(
      column: column.name, first: column.text(0), last: column.text(column.count - 1),
      interval: sampling.map { Double($0.interval.nanoseconds) * 1e-9 }, irregularShare: sampling?.irregularShare,
      gaps: sampling?.gaps.count ?? 0,
      longestGap: sampling?.gaps.map(\.length.nanoseconds).max().map { Double($0) * 1e-9 },
      repeated: sampling?.repeatedCount ?? 0, backward: sampling?.backwardCount ?? 0,
      missing: sampling?.missingCount ?? 0)
  }

  /// For each column the first with the same bits in all rows before it.
  private static func twins(in frame: Frame) -> [Int?] {
    let width = frame.columnCount
    var digests = [FNV1a](repeating: FNV1a(), count: width)
    for row in 0..<frame.rowCount {
      for column in 0..<width { digests[column].combine(UInt64(frame[row, column].bitPattern)) }
    }
    return (0..<width).map { column in
      (0..<column).first { other in
        digests[other].value == digests[column].value
          && (0..<frame.rowCount).allSatisfy { frame[$0, other].bitPattern == frame[$0, column].bitPattern }
      }
    }
  }
}
