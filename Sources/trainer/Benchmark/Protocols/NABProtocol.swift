import AnomalyData

/// The Numenta Anomaly Benchmark: of each file the probation, its first 15 % but at most 750 rows, is learnt and not scored;
/// one threshold for all files is judged by the benchmark's own score.
struct NABProtocol: BenchmarkProtocol {
  let folder = "nab"
  let summary = "the probation of each file is learnt, the rest is scored; one threshold for all files"
  let figures = [
    BenchmarkFigure(.nabStandard, .pooled), BenchmarkFigure(.nabFewFalseAlarms, .pooled),
    BenchmarkFigure(.nabFewMisses, .pooled), BenchmarkFigure(.nabShipped, .pooled), BenchmarkFigure(.vusPR, .mean),
    BenchmarkFigure(.rocAUC, .mean),
  ]
  private static let windows = "labels/combined_windows.json"

  func detector(isMultivariate: Bool) -> DetectorRecipe { .nab }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".csv").filter { $0.hasPrefix("data/") }
    if files.isEmpty {
      throw BenchmarkError.noSeries(folder: folder.path, expected: "recordings like data/realTraffic/speed_6005.csv")
    }
    return files.map { name in
      SeriesSource(name: String(BenchmarkFolder.stem(name).dropFirst("data/".count))) {
        try Self.read(folder.file(name), in: folder)
      }
    }
  }

  /// Rows of a file that are learnt.
  static func probation(of rows: Int) -> Int { min(rows * 15 / 100, 750) }

  /// The recording `path` with the windows that its folder keeps.
  static func read(_ path: String, in folder: BenchmarkFolder) throws -> BenchmarkSeries {
    guard folder.has(Self.windows) else {
      throw BenchmarkError.noPartner(path: path, expected: folder.file(Self.windows))
    }
    var options = ReadOptions()
    options.labelFiles = [folder.file(Self.windows)]
    let frame = try Frame(reading: [path], options: options)
    let probation = probation(of: frame.rowCount)
    return BenchmarkSeries(
      training: frame.rows([0..<probation]), test: frame, labels: frame.marks, from: probation)
  }

  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] {
    guard let table = try PublishedTable(targets, "nab_published_scores_on_this_part.csv") else { return [] }
    return try table.rows { row in
      PublishedRow(
        method: try row.text("detector"),
        figures: [
          .nabStandard: try row.number("standard"), .nabFewFalseAlarms: try row.number("reward_low_FP"),
          .nabFewMisses: try row.number("reward_low_FN"),
        ])
    }
  }
}
