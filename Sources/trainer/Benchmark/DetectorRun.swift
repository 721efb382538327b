import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyFormat
import AnomalyModels
import AnomalyRuntime
import AnomalyTraining

/// One detector on one series, on the road that every model takes: train, export, score with the runtime.
struct DetectorRun {
  let recipe: DetectorRecipe
  /// How blobs store their weights; the model is trained once.
  let precisions: [Precision]
  /// What is measured on each series.
  let metrics: [BenchmarkMetric]
  let seed: UInt64
  /// Of training and baselines; they do not change a bit.
  let threads: Int

  /// What came out, one a precision; with `withBaselines` those of the detectors that need no export, too.
  ///
  /// - Errors: what data, training and export throw.
  func outcome(on series: BenchmarkSeries, withBaselines: Bool) throws -> SeriesOutcome {
    let clock = ContinuousClock()
    let start = clock.now
    let model = try trained(series)
    let seconds = start.duration(to: clock.now).seconds
    let exporter = try Exporter(model)
    let decision = series.isRowSamples ? DecisionRecord() : recipe.decision(window: model.record.window)
    let blobs = try precisions.map { try exporter.export($0, decision: decision).blob }
    let scored = try blobs.map { try score(series, with: $0) }
    return SeriesOutcome(
      model: recipe.kind, columnCount: series.test.columnCount, window: model.record.window, trainingSeconds: seconds,
      blobs: try zip(blobs, scored).map { blob, rows in
        BlobOutcome(
          judged: try JudgedScores(rows.scores, metrics), blobBytes: Int(blob.blob.header.blobBytes),
          sessionBytes: blob.blob.sessionBytes, microseconds: try microseconds(series, blob))
      },
      baselines: try withBaselines
        ? baselines(series, blobs[0], scored[0]).mapValues { try JudgedScores($0, metrics) } : [:])
  }

  private func trained(_ series: BenchmarkSeries) throws -> Model {
    let choice = ModelChoice.model(recipe.kind, recipe.options)
    let data = try TrainingData(
      series.training, window: recipe.window.rows(for: series.training), horizon: choice.horizon, stride: 1,
      isRowSamples: series.isRowSamples, scaler: recipe.scaler)
    let graph = try choice.graph(window: data.shape)
    var options = recipe.training
    options.seed = seed
    let result = try Training(
      graph: graph, options: options, adversarial: choice.adversarial(window: data.shape),
      closedForm: choice.closedForm(window: data.shape), threads: threads
    ).run(training: data.source(data.training), validation: data.source(data.validation))
    return Model(
      of: data, graph: graph, result: result, kind: choice.name, stride: 1, warn: recipe.warn, alarm: recipe.alarm,
      samplePeriod: nil, options: ["seed \(seed)"])
  }

  /// A series as a blob scored it.
  private struct Scored {
    let scores: SeriesScores
    /// Every scored window, and which of them decide each row.
    let windows: [Range<Int>]
    let cover: RowCover
    /// Which rows of the cover are measured.
    let measured: [Int]
  }

  /// The measured rows that have a score.
  private func score(_ series: BenchmarkSeries, with blob: LoadedBlob) throws -> Scored {
    let scoring = Scoring(blob: blob)
    let windows = try scoring.rows(of: series.test, withContributions: series.causes != nil)
      .filter { $0.result.verdict != .unknown }
    let cover = scoring.cover(windows, of: series.test, by: series.isRowSamples ? .last : recipe.rows)
    let all = scoring.rows(windows, by: cover)
    let measured = all.indices.filter { series.counted.contains(all[$0].row) }
    let rows = measured.map { all[$0] }
    var scores = SeriesScores(
      rows: SeriesRows(series, scored: rows.map(\.row)), scores: rows.map { $0.result.smoothed },
      alarms: rows.map { $0.result.verdict == .alarm })
    scores.quietRows = recipe.quietRows
    if let causes = series.causes {
      var ofRow: [Int: Set<Int>] = [:]
      for entry in causes.entries {
        for row in entry.rows.clamped(to: 0..<series.test.rowCount) { ofRow[row, default: []].formUnion(entry.columns) }
      }
      scores.causes = rows.compactMap { row in ofRow[row.row].map { (row.contributions, $0) } }
    }
    return Scored(scores: scores, windows: windows.map(\.span), cover: cover, measured: measured)
  }

  /// Wall clock from one row of a stream to the next, as a device takes them.
  private func microseconds(_ series: BenchmarkSeries, _ blob: LoadedBlob) throws -> Double {
    let rows = min(series.test.rowCount, Self.timedRows)
    let width = series.test.columnCount
    return try blob.withSession { session in
      try series.test.values.withUnsafeBufferPointer { values in
        guard let base = values.baseAddress, rows > 0 else { return 0 }
        let clock = ContinuousClock()
        let start = clock.now
        for row in 0..<rows {
          let sample = base + row * width
          if series.isRowSamples { _ = session.score(.float32(sample)) } else { _ = try session.push(.float32(sample)) }
        }
        return start.duration(to: clock.now).seconds * 1e6 / Double(rows)
      }
    }
  }
  private static let timedRows = 4096

  /// Detectors that anyone can make, on the windows that the blob saw, with as many alarms.
  private func baselines(_ series: BenchmarkSeries, _ loaded: LoadedBlob, _ scored: Scored) -> [Baseline: SeriesScores]
  {
    let length = loaded.blob.windowCount
    let windows = ScaledWindows(
      values: loaded.blob.scaled(series.test.values), starts: scored.windows.map(\.lowerBound), length: length)
    let places =
      series.isRowSamples
      ? try? Windows(rowsOf: series.training) : try? Windows(of: series.training, length: loaded.blob.window)
    let normal = ScaledWindows(
      values: loaded.blob.scaled(series.training.values), starts: places.map { Array($0.completeStarts) } ?? [],
      length: length
    )
    let alarms = scored.scores.alarms.count { $0 }
    var found: [Baseline: SeriesScores] = [:]
    for baseline in Baseline.allCases {
      guard let ofWindows = baseline.scores(windows, normal: normal, seed: seed, threads: threads) else { continue }
      let ofRows = scored.cover.scores(ofWindows[...])
      let scores = scored.measured.map { ofRows[$0] }
      var judged = SeriesScores(
        rows: scored.scores.rows, scores: scores, alarmCount: baseline == .always ? scores.count : alarms)
      judged.quietRows = recipe.quietRows
      found[baseline] = judged
    }
    return found
  }
}

/// What came of one series.
struct SeriesOutcome {
  let model: ModelKind
  let columnCount: Int
  /// Rows in a window.
  let window: Int
  /// Wall clock, from the frame to the trained model.
  let trainingSeconds: Double
  /// One a precision.
  let blobs: [BlobOutcome]
  let baselines: [Baseline: JudgedScores]
}

/// What came of one blob.
struct BlobOutcome {
  let judged: JudgedScores
  let blobBytes: Int
  let sessionBytes: Int
  /// Wall clock from one row to the next.
  let microseconds: Double
}

/// Scores of a series and what they are worth.
struct JudgedScores {
  let scores: SeriesScores
  let figures: [BenchmarkMetric: Double]

  init(_ scores: SeriesScores, _ metrics: [BenchmarkMetric]) throws {
    self.scores = scores
    var figures: [BenchmarkMetric: Double] = [:]
    for metric in metrics where metric.isPerSeries && !scores.scores.isEmpty {
      figures[metric] = try metric.value(of: [scores])
    }
    self.figures = figures
  }
}

extension Duration {
  /// As a number.
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
