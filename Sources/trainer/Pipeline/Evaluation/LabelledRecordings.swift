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
    /// The windows with a verdict.
    let windows: [ScoredRow]
    /// Which of them make the score of which row.
    let cover: RowCover
    /// In order of the frame.
    let rows: [ScoredRow]
    /// Where they lie among those of all files.
    let scored: Range<Int>

    /// The stretches of rows labelled anomalous.
    var events: [Range<Int>] { LabelledAlarms(alarms: labels, labels: labels, runs: frame.runs).events }
  }

  /// A file without a scored row.
  struct LeftOut: Encodable {
    var file: String
    /// Why, after the name of the file.
    var reason: String
  }

  /// Files that hold a scored row.
  let files: [File]
  /// The others.
  let leftOut: [LeftOut]
  /// Whether every file says what is anomalous; without labels all rows count as normal.
  let isLabelled: Bool
  /// Rows of all files with scores, scored or not.
  let rowCount: Int
  /// Windows that miss so many samples that they have no verdict.
  let unknownCount: Int
  /// One a scored row, as the ones that follow.
  let scores: [Float]
  let alarms: [Bool]
  let labels: [Bool]
  /// Scored rows that follow each other.
  let runs: [Range<Int>]
  /// Rows from one scored row to the next.
  let step: Int

  /// Reads and scores files.
  ///
  /// - Parameters:
  ///   - paths: files with labels; when `faulty` names files as well, those without are normal as a whole.
  ///   - faulty: files that are anomalous as a whole.
  ///   - keepsContributions: whether each scored row keeps what every column contributed.
  ///   - keepsExpectations: whether it keeps what the model expected, and the prototype that it resembles most.
  ///   - requiresLabels: whether files without labels are refused.
  /// - Errors: what reading and scoring throw, `NoLabelsError`, `NothingKnownError`.
  init(
    _ paths: [String], faulty: [String], _ table: TableArguments, _ scoring: Scoring, rows score: RowScore,
    keepsContributions: Bool, keepsExpectations: Bool = false, requiresLabels: Bool = true
  ) throws {
    var files: [File] = []
    var leftOut: [LeftOut] = []
    var runs: [Range<Int>] = []
    var rowCount = 0
    var unknownCount = 0
    var scored = 0
    var tooShort: ScoringError?
    var isLabelled = true
    var options = table.options
    options.needsLabel = faulty.isEmpty && requiresLabels
    let sound = try scoring.separate(paths, options)
    tell(sound.findings)
    let anomalous = try scoring.separate(faulty, table.unlabelled).recordings
    for (isFaulty, recordings) in [(false, sound.recordings), (true, anomalous)] {
      for (path, frame) in recordings {
        do {
          try scoring.check(frame)
        } catch {
          guard case .tooFewRows(let expected, let got) = error else { throw error }
          tooShort = error
          leftOut.append(
            LeftOut(file: path, reason: "has at most \(got) consecutive rows, fewer than the \(expected) of a window"))
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
        let all = try scoring.rows(
          of: frame, withExpected: keepsExpectations, withContributions: keepsContributions,
          withPrototypes: keepsExpectations)
        let windows = all.filter { $0.result.verdict != .unknown }
        unknownCount += all.count - windows.count
        if windows.isEmpty {
          leftOut.append(LeftOut(file: path, reason: "misses most samples of every window"))
          continue
        }
        let cover = scoring.cover(windows, of: frame, by: score)
        let rows = scoring.rows(windows, by: cover)
        files.append(
          File(
            path: path, frame: frame, labels: labels, windows: windows, cover: cover, rows: rows,
            scored: scored..<scored + rows.count))
        runs += Self.runs(rows, frame, scoring).map { $0.lowerBound + scored..<$0.upperBound + scored }
        rowCount += frame.rowCount
        scored += rows.count
      }
    }
    if files.isEmpty { throw tooShort ?? NothingKnownError() as any Error }
    tell(leftOut.map { "\($0.file) \($0.reason), and is left out" })
    self.files = files
    self.leftOut = leftOut
    self.isLabelled = isLabelled
    self.runs = runs
    self.rowCount = rowCount
    self.unknownCount = unknownCount
    step = scoring.isRowSamples || score != .last ? 1 : Int(scoring.blob.blob.header.stride)
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

  /// Scores of detector `scores` as the benchmark NAB wants them: one a row of each file, −∞ where there is none.
  func nabRecordings(_ scores: [Float]) -> [NABScore.Recording] {
    files.map { file in
      var all = [Float](repeating: -.infinity, count: file.frame.rowCount)
      for (row, score) in zip(file.rows, scores[file.scored]) { all[row.row] = score }
      return NABScore.Recording(scores: all, windows: file.events)
    }
  }

  /// Every window that has a part in a score, in scaled units.
  func windows(_ blob: Blob) -> ScaledWindows {
    var values: [Float] = []
    var starts: [Int] = []
    for file in files {
      starts += file.windows.map { values.count + $0.span.lowerBound }
      values += blob.scaled(file.frame.values)
    }
    return ScaledWindows(values: values, starts: starts, length: blob.windowCount)
  }

  /// The scores of rows that scores of these windows make.
  func rowScores(_ ofWindows: [Float]) -> [Float] {
    var first = 0
    return files.flatMap { file in
      defer { first += file.windows.count }
      return file.cover.scores(ofWindows[first..<first + file.windows.count])
    }
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

/// No window has a verdict.
struct NothingKnownError: Error, CustomStringConvertible {
  let description =
    "expected at least one window with half of its samples, found none; fill gaps with --missing, or give other recordings"
}
