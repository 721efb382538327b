import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyReport

/// A model file, read.
struct TrainedModel {
  let model: Model
  /// The file as the runtime scores with it, in float32.
  let loaded: LoadedBlob
  let path: String
}

/// All that a report shows, before it is drawn: what a blob made of recordings, and the model that it came from.
struct ReportSource {
  /// The file that scored.
  let path: String
  let scoring: Scoring
  let recordings: LabelledRecordings
  /// One a file.
  let views: [RecordingView]
  /// Metrics; nil without labels, or where nothing is anomalous.
  let evaluation: EvaluationReport?
  /// Where the blob came from, or the file itself; nil where only a blob is known.
  let model: TrainedModel?
  let seed: UInt64
  /// Columns by their part in the scores of alarms, the largest first.
  let ranking: [Int]

  init(
    path: String, scoring: Scoring, recordings: LabelledRecordings, evaluation: EvaluationReport?,
    model: TrainedModel?, seed: UInt64
  ) {
    self.path = path
    self.scoring = scoring
    self.recordings = recordings
    self.evaluation = evaluation
    self.model = model
    self.seed = seed
    columns = (0..<scoring.blob.blob.columns).map { index in
      let (name, unit) = scoring.blob.column(index)
      return (ColumnName(name).quantity, unit)
    }
    views = recordings.files.map { RecordingView($0) }
    let blame = Self.blame(recordings, columns: scoring.columns.count)
    ranking = blame.indices.sorted { blame[$0] == blame[$1] ? $0 < $1 : blame[$0] > blame[$1] }
  }

  var warn: Float { scoring.blob.blob.score.warn }
  var alarm: Float { scoring.blob.blob.score.alarm }
  /// Quantity and unit of each column of the blob.
  let columns: [(quantity: String, unit: String)]

  /// Whether the score is drawn on a logarithmic axis.
  var isLogarithmic: Bool { ScorePicture.ScoreScale.automatic.isLogarithmic(for: recordings.scores) }

  /// The report.
  func page() throws -> Page {
    Page(
      title: "\(Wording.name(path)) on \(Wording.list(recordings.files.prefix(3).map { Wording.name($0.path) }))"
        + (recordings.files.count > 3 ? " and \(Wording.count(recordings.files.count - 3, "more file"))" : ""),
      subtitle: subtitle,
      sections: [
        overview, signals, events, contributions, predictions, scores, baselines, prototypes, try quantisation(),
        training,
        provenance,
      ])
  }

  private var subtitle: String {
    let precision = scoring.blob.precision
    let window = scoring.blob.blob.window
    return "\(precision) model, windows of "
      + (scoring.isRowSamples
        ? "one row each" : "\(Wording.count(window, "row")) of \(Wording.count(columns.count, "column"))")
      + ", \(Wording.grouped(recordings.scores.count)) of \(Wording.grouped(recordings.rowCount)) rows scored"
  }

  /// What each column added to the scores of alarmed rows; to those of all rows where there is no alarm.
  private static func blame(_ recordings: LabelledRecordings, columns: Int) -> [Double] {
    let isQuiet = !recordings.alarms.contains(true)
    var sums = [Double](repeating: 0, count: columns)
    for row in recordings.files.flatMap(\.rows) where isQuiet || row.result.verdict == .alarm {
      for (column, share) in row.contributions.enumerated() { sums[column] += Double(share) }
    }
    return sums
  }
}
