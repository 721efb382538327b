/// How to read a table. The default reads any ordinary sensor log.
public struct ReadOptions: Sendable, Equatable {
  /// Whether the first line holds the column names.
  public enum Header: String, Sendable, CaseIterable {
    /// It does when one of its fields is neither a number, nor missing, nor a date.
    case auto
    /// It does.
    case present
    /// It does not: the columns are named `c0`, `c1`, ….
    case absent
  }

  /// The byte between fields; nil finds it in the first lines.
  public var delimiter: Delimiter?
  /// Whether the first line holds the column names.
  public var header = Header.auto
  /// The feature columns, in this order; nil takes every column that is not a label, a time, excluded, the filter's
  /// or without a name. A name may leave out its unit where that is unambiguous.
  public var columns: [String]?
  /// Columns that are not features.
  public var exclude: [String] = []
  /// The label column; nil takes the first of `label`, `anomaly`, `is_anomaly` and `outlier` that exists.
  public var label: String?
  /// The time column; nil takes the first column named `time`, `timestamp`, `datetime` or `date`, or whose first
  /// value is a date.
  public var time: String?
  /// Whether the frame holds the time of each row; its texts take as much memory as the samples.
  public var keepsTime = true
  /// The rows to keep; nil keeps all.
  public var filter: RowFilter?

  /// The default options.
  public init() {}
}
