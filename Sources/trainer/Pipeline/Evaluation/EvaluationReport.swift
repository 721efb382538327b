import AnomalyEvaluation

/// What `evaluate` finds, as `--json` writes it.
struct EvaluationReport: Encodable {
  /// A labelled fault.
  struct Event: Encodable {
    var file: String
    /// From 0 in the file, the last one counted in.
    var firstRow: Int
    var lastRow: Int
    /// As the file writes it.
    var time: String?
    /// Rows from the first until the first alarm; absent when it was missed.
    var delay: Int?
    /// The same in seconds; absent without times.
    var delaySeconds: Double?
    var peakScore: Float
    var peakRow: Int
  }

  /// The model on one file.
  struct File: Encodable {
    var file: String
    var rows: Int
    var scored: Int
    var anomalous: Int
    var rocAUC: Double?
    var prAUC: Double?
    var vusPR: Double?
    var f1: Double
    var falseAlarmRate: Double
    var meanScore: Double
    var maxScore: Float
    /// Whether the top score lies near the one event; absent when there is not exactly one, or rows are windows.
    var isUCRHit: Bool?
  }

  /// Files ranked by one number each.
  struct FileRanking: Encodable {
    var rocAUCOfMean: Double?
    var rocAUCOfMax: Double?
  }

  /// Blamed columns beside labelled causes.
  struct Causes: Encodable {
    var rows: Int
    var hitRate100: Double
    var hitRate150: Double
    var ndcg100: Double
    var ndcg150: Double
  }

  /// How intervals were made.
  struct Bootstrap: Encodable {
    /// In rows.
    var blockLength: Int
    var replicates: Int
  }

  /// Of the files with scores.
  var rows: Int
  var scored: Int
  /// Which windows make the score of a row: last, mean or max.
  var rowScore: RowScore
  /// Whether that score is known as soon as the row is.
  var isCausal: Bool
  /// Windows without a verdict, as they miss too many samples; no metric counts them.
  var unknownWindows: Int
  /// Files without a scored row.
  var leftOut: [LabelledRecordings.LeftOut]
  /// Of the scored rows.
  var anomalous: Int
  /// Whether a shipped threshold was chosen with labels in hand: figures at it are a bound where these are the labels.
  var isOracleThreshold: Bool
  /// Rows of tolerance of the volumes under the surface.
  var buffer: Int
  var bootstrap: Bootstrap
  /// What the fitted baselines saw.
  var normal: String?
  /// Baselines left out because there are no normal windows.
  var unfitted: [String]
  var lines: [EvaluationLine]
  var events: [Event]
  /// Labelled faults without a scored row, in which no alarm could be raised.
  var unscoredEvents: Int
  /// Ranges of alarms that touch no fault; absent, as all that speaks of time, where rows are windows of their own.
  var falseAlarms: Int?
  /// In rows of the files, over the events found.
  var meanDelay: Double?
  /// In seconds, over those with times.
  var meanDelaySeconds: Double?
  /// Files with exactly one event.
  var ucrFiles: Int?
  var fileRanking: FileRanking
  var files: [File]
  var causes: Causes?
}

extension EvaluationReport.File {
  init(_ file: LabelledRecordings.File, _ recordings: LabelledRecordings, _ measure: EvaluationMeasure) throws {
    let (range, offset) = (file.scored, file.scored.lowerBound)
    let runs = recordings.runs.filter { range.contains($0.lowerBound) }
      .map { $0.lowerBound - offset..<$0.upperBound - offset }
    let data = try LabelledScores(
      scores: Array(recordings.scores[range]), labels: Array(recordings.labels[range]), runs: runs)
    let ranks = RankMetrics(data)
    let confusion = Confusion(alarms: Array(recordings.alarms[range]), labels: data.labels)
    let summary = FileScores(data, files: [data.labels.indices]).files[0]
    self.init(
      file: file.path, rows: file.frame.rowCount, scored: range.count, anomalous: data.anomalousCount,
      rocAUC: ranks.rocAUC, prAUC: ranks.prAUC, vusPR: VolumeUnderSurface(data, buffer: measure.buffer)?.pr,
      f1: confusion.f1, falseAlarmRate: confusion.falseAlarmRate, meanScore: summary.mean, maxScore: summary.max,
      isUCRHit: measure.isStream ? UCRHit(data, rows: data.labels.indices)?.isHit : nil)
  }
}
