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

  /// What stands between fields; nil finds it in the first lines.
  public var delimiter: Delimiter?
  /// What stands before decimals; nil finds it in the first lines. After a comma as delimiter it is the point.
  public var decimal: DecimalMark?
  /// Lines that begin with this byte are left out; nil leaves out none.
  public var comment: UInt8?
  /// Whether the first line holds the column names.
  public var header = Header.auto
  /// The feature columns, in this order; nil takes every column that is not a label, a time, excluded, the filter's
  /// or without a name. A name may leave out its unit where that is unambiguous; `#3` is the column with number 3,
  /// counted from 0, `#3-#7` a range, `temp*` a pattern. Ranges and patterns take only what would be taken by itself.
  public var columns: [String]?
  /// Columns that are not features, named in the same ways.
  public var exclude: [String] = []
  /// New names of columns; everything else here calls columns by these.
  public var renames: [Rename] = []
  /// The label column; nil takes the first of `label`, `anomaly`, `is_anomaly` and `outlier` that exists.
  public var label: String?
  /// Whether a file without the column `label` is an error.
  public var needsLabel = true
  /// The time column, or a date and a time of day as `Date+Time`; nil takes the first column whose name says that it holds
  /// times (see `TimeName`) or whose first value is a date, joined with a second where one alone is no point in time.
  public var time: String?
  /// How times are written; nil finds it in the first rows.
  public var timeFormat: TimeFormat?
  /// Whether the frame holds the time of each row, in eight bytes each.
  public var keepsTime = true
  /// The rows to keep; nil keeps all.
  public var filter: RowFilter?
  /// Files of labels, see `LabelFile`; they replace a label column.
  public var labelFiles: [String] = []
  /// The longest step in time inside a run; nil for any.
  public var maxGap: TimeSpan?
  /// A fixed rate; nil keeps the rows as they are.
  public var resampling: Resampling?
  /// What is done with missing samples.
  public var missing = MissingPolicy.keep

  /// Whether times are needed.
  var readsTime: Bool { keepsTime || maxGap != nil || resampling != nil || !labelFiles.isEmpty }

  /// The default options.
  public init() {}
}
