/// A table of samples: one row per instant, one column per sensor, with what is known about them.
///
/// Values lie row by row (`values[row * columnCount + column]`), so that every window of consecutive rows is one
/// contiguous slice and is never copied out. A missing sample is NaN; every other value is finite.
public struct Frame: Sendable {
  /// The samples, `rowCount` × `columnCount`, row-major, in the physical units of the file.
  public let values: [Float]
  /// The column names exactly as the file writes them, a unit included (`Pressure [bar]`), because a program on the
  /// device finds its columns by this text.
  public let columnNames: [String]
  /// The unit of each column, read from its name (`bar` for `Pressure [bar]`); empty where the name states none.
  public let units: [String]
  /// Consecutive, non-empty row ranges that cover all rows in order. Time is continuous inside a run only.
  public let runs: [Range<Int>]
  /// For each run the number of the recording that it is of, from 0, as files were read.
  public let recordings: [Int]
  /// 1 for an anomalous row, 0 for a normal one; nil when the data carries no labels.
  public let labels: [UInt8]?
  /// The time of each row as the file writes it; nil when the data carries none.
  public let time: TimeColumn?
  /// What was found while it was read that its user should know.
  public internal(set) var findings: [DataFinding] = []

  /// The number of rows.
  public let rowCount: Int
  /// The number of columns, at least 1.
  public var columnCount: Int { columnNames.count }

  /// A frame from its parts. `units`, `runs` and `recordings` may be left out: units are then read from the names, all
  /// rows form one run, and each run is a recording.
  public init(
    values: [Float], columnNames: [String], units: [String]? = nil, runs: [Range<Int>]? = nil,
    recordings: [Int]? = nil, labels: [UInt8]? = nil, time: TimeColumn? = nil
  ) {
    precondition(!columnNames.isEmpty && values.count % columnNames.count == 0, "values must fill whole rows")
    let rowCount = values.count / columnNames.count
    let runs = runs ?? (rowCount > 0 ? [0..<rowCount] : [])
    precondition(labels.map { $0.count == rowCount } ?? true, "one label per row")
    precondition(time.map { $0.count == rowCount } ?? true, "one time per row")
    var covered = 0
    for run in runs {
      precondition(run.lowerBound == covered && !run.isEmpty, "runs must cover the rows in order")
      covered = run.upperBound
    }
    precondition(covered == rowCount, "runs must cover the rows in order")
    self.values = values
    self.columnNames = columnNames
    self.units = units ?? columnNames.map { ColumnName($0).unit }
    precondition(self.units.count == columnNames.count, "one unit per column")
    self.runs = runs
    self.recordings = recordings ?? Array(runs.indices)
    precondition(self.recordings.count == runs.count, "one recording a run")
    self.labels = labels
    self.time = time
    self.rowCount = rowCount
  }

  /// The sample at `row` and `column`.
  public subscript(row: Int, column: Int) -> Float { values[row * columnCount + column] }

  /// The samples alone, handed over: where nothing else holds this frame, they can be changed without a copy.
  public consuming func intoValues() -> [Float] { values }

  /// A 64-bit FNV-1a digest of names, runs and values: the same data gives the same digest on every machine.
  public var digest: UInt64 {
    var digest = FNV1a()
    for name in columnNames {
      digest.combine(name.utf8)
      digest.combine(CollectionOfOne(0))
    }
    for run in runs { digest.combine(UInt64(run.upperBound)) }
    digest.combine(values)
    return digest.value
  }
}
