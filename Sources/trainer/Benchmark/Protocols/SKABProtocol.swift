import AnomalyData

/// The Skoltech Anomaly Benchmark's own rule: of each recording the first 400 rows are learnt and the rest is scored; the
/// decisions on all recordings are counted together.
struct SKABProtocol: BenchmarkProtocol {
  let folder = "skab"
  let summary = "the first 400 rows of each recording are learnt, the rest is scored; all rows counted together"
  let figures = [
    BenchmarkFigure(.f1, .pooled), BenchmarkFigure(.falseAlarmRate, .pooled),
    BenchmarkFigure(.missedAlarmRate, .pooled), BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.vusPR, .mean),
  ]
  static let trainingRows = 400

  func detector(isMultivariate: Bool) -> DetectorRecipe { .skab }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".csv").filter { !$0.hasPrefix("anomaly-free") }
    if files.isEmpty { throw BenchmarkError.noSeries(folder: folder.path, expected: "recordings like valve1/0.csv") }
    return files.map { name in
      SeriesSource(name: BenchmarkFolder.stem(name)) { try read(folder.file(name)) }
    }
  }

  private func read(_ path: String) throws -> BenchmarkSeries {
    var options = ReadOptions()
    options.label = "anomaly"
    options.keepsTime = false
    options.exclude = try Frame.readings(of: path, options: options).filter { $0 == "changepoint" }
    let frame = try Frame(reading: [path], options: options)
    guard frame.rowCount > Self.trainingRows else {
      throw BenchmarkError.badSeries(
        path: path, reason: "expected more than the \(Self.trainingRows) rows to learn from, found \(frame.rowCount)")
    }
    return BenchmarkSeries(
      training: frame.rows([0..<Self.trainingRows]), test: frame, labels: frame.marks, from: Self.trainingRows)
  }

  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] {
    guard let table = try PublishedTable(targets, "skab_published_predictions.csv") else { return [] }
    return try table.rows { row in
      PublishedRow(
        method: try row.text("algorithm"),
        figures: [
          .f1: try row.number("F1"), .falseAlarmRate: try row.number("FAR_percent") / 100,
          .missedAlarmRate: try row.number("MAR_percent") / 100,
        ])
    }
  }
}

extension Frame {
  /// Whether each row is labelled anomalous; no row where there are no labels.
  var marks: [Bool] { labels.map { $0.map { $0 != 0 } } ?? [Bool](repeating: false, count: rowCount) }
}
