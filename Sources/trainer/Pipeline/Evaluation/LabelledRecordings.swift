import AnomalyData
import AnomalyEvaluation
import AnomalyFormat
import AnomalyRuntime

/// Recordings with labels and what a blob makes of them, file after file: the scored rows of all files count on.
struct LabelledRecordings {
  /// One file.
  struct File {
    let path: String
    let frame: Frame
    /// One a row of the frame.
    let labels: [Bool]
    /// In order of the frame.
    let rows: [ScoredRow]
    /// Where they lie among those of all files.
    let scored: Range<Int>
  }

  /// Files that hold a scored row.
  let files: [File]
  /// Whether every file says what is anomalous; without labels all rows count as normal.
  let isLabelled: Bool
  /// Rows of all files, scored or not.
  let rowCount: Int
  /// One a scored row, as the ones that follow.
  let scores: [Float]
  let alarms: [Bool]
  let labels: [Bool]
  /// Scored rows that follow each other.
  let runs: [Range<Int>]

  /// Reads and scores files.
  ///
  /// - Parameters:
  ///   - paths: files with labels; when `faulty` names files as well, those without are normal as a whole.
  ///   - faulty: files that are anomalous as a whole.
  ///   - keepsContributions: whether each scored row keeps what every column contributed.
  ///   - keepsExpectations: whether it keeps what the model expected, and the prototype that it resembles most.
  ///   - requiresLabels: whether files without labels are refused.
  /// - Errors: what reading and scoring throw, `NoLabelsError`.
  init(
    _ paths: [String], faulty: [String], _ table: TableArguments, _ scoring: Scoring, keepsContributions: Bool,
    keepsExpectations: Bool = false, requiresLabels: Bool = true
  ) throws {
    var files: [File] = []
    var runs: [Range<Int>] = []
    var rowCount = 0
    var scored = 0
    var tooShort: (any Error)?
    var isLabelled = true
    let sound = try InputFiles.expanded(paths).map { ($0, false) }
    for (path, isFaulty) in try sound + InputFiles.expanded(faulty).map({ ($0, true) }) {
      let frame: Frame
      do {
        frame = try scoring.read([path], table)
      } catch let error as ScoringError {
        guard case .tooFewRows = error else { throw error }
        tooShort = error
        continue
      }
      let labels: [Bool]
      if let known = frame.labels, !isFaulty {
        labels = known.map { $0 != 0 }
      } else {
        if faulty.isEmpty && requiresLabels { throw NoLabelsError() }
        if faulty.isEmpty { isLabelled = false }
        labels = [Bool](repeating: isFaulty, count: frame.rowCount)
      }
      let rows = try scoring.rows(
        of: frame, withExpected: keepsExpectations, withContributions: keepsContributions,
        withPrototypes: keepsExpectations)
      files.append(
        File(path: path, frame: frame, labels: labels, rows: rows, scored: scored..<scored + rows.count))
      runs += Self.runs(rows, frame, scoring).map { $0.lowerBound + scored..<$0.upperBound + scored }
      rowCount += frame.rowCount
      scored += rows.count
    }
    if files.isEmpty, let tooShort { throw tooShort }
    self.files = files
    self.isLabelled = isLabelled
    self.runs = runs
    self.rowCount = rowCount
    scores = files.flatMap { $0.rows.map(\.result.smoothed) }
    alarms = files.flatMap { $0.rows.map { $0.result.verdict == .alarm } }
    labels = files.flatMap { file in file.rows.map { file.labels[$0.row] } }
  }

  /// Rows that are windows of their own follow nothing; others follow each other inside a run of the frame.
  private static func runs(_ rows: [ScoredRow], _ frame: Frame, _ scoring: Scoring) -> [Range<Int>] {
    if scoring.isRowSamples { return rows.indices.map { $0..<$0 + 1 } }
    var start = 0
    return frame.runs.compactMap { run in
      let first = start
      while start < rows.count, rows[start].row < run.upperBound { start += 1 }
      return first < start ? first..<start : nil
    }
  }

  /// The file of a scored row and its row there.
  func place(_ index: Int) -> (file: File, row: Int) {
    let file = files.first { $0.scored.contains(index) }!
    return (file, file.rows[index - file.scored.lowerBound].row)
  }

  /// Scores of detector `scores` as the benchmark NAB wants them: one a row of each run, −∞ where there is none.
  func nabRecordings(_ scores: [Float]) -> [NABScore.Recording] {
    files.flatMap { file in
      var all = [Float](repeating: -.infinity, count: file.frame.rowCount)
      for (row, score) in zip(file.rows, scores[file.scored]) { all[row.row] = score }
      let windows = LabelledAlarms(alarms: file.labels, labels: file.labels, runs: file.frame.runs).events
      return file.frame.runs.map { run in
        let inside = windows.filter { run.contains($0.lowerBound) }
        return NABScore.Recording(
          scores: Array(all[run]),
          windows: inside.map { $0.lowerBound - run.lowerBound..<$0.upperBound - run.lowerBound })
      }
    }
  }

  /// Every scored window in scaled units.
  func windows(_ blob: Blob) -> ScaledWindows {
    var values: [Float] = []
    var starts: [Int] = []
    for file in files {
      starts += file.rows.map { values.count + $0.span.lowerBound }
      values += blob.scaled(file.frame.values)
    }
    return ScaledWindows(values: values, starts: starts, length: blob.windowCount)
  }
}

extension Blob {
  /// Samples, column after column in each row, in scaled units, for baselines: missing ones as 0, the middle of the training
  /// data, and none beyond ±10, or one column that never changed in training would drown all others.
  func scaled(_ values: [Float]) -> [Float] {
    let unit = header.residualUnit
    let records = (0..<columns).map(column)
    return values.enumerated().map { place, value in
      let record = records[place % records.count]
      let scaled = (value - record.center) * record.gain * unit
      return scaled.isNaN ? 0 : min(max(scaled, -10), 10)
    }
  }
}

/// Nothing to compare with.
struct NoLabelsError: Error, CustomStringConvertible {
  let description =
    "expected a label column (label, anomaly, is_anomaly or outlier) in every file, found none; name it with --label, "
    + "or name the files that are anomalous as a whole with --faulty"
}
