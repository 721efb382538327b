import AnomalyEvaluation
import AnomalyExport
import AnomalyModels
import AnomalyNN
import Synchronization

/// Detectors, seeds and series of a set, one after the other; series side by side.
struct BenchmarkRun {
  let rules: any BenchmarkProtocol
  let sources: [SeriesSource]
  /// Models with their defaults; nil is the detector of the family.
  let models: [ModelKind?]
  /// The most passes of a training; nil: the family's choice.
  let epochs: Int?
  let precisions: [Precision]
  let seeds: [UInt64]
  let threads: Int
  /// Whether detectors that need no training stand beside.
  let withBaselines: Bool
  /// Told after each series how many are done, and which.
  let progress: @Sendable (Int, String) -> Void

  /// Trainings of the whole run.
  var steps: Int { models.count * seeds.count * sources.count }

  /// All lines of the report but those of others, and what each series gave.
  ///
  /// - Errors: `BenchmarkError.series` with the name of the series.
  func results() throws -> (lines: [BenchmarkReport.Line], series: [BenchmarkReport.Series]) {
    var lines: [BenchmarkReport.Line] = []
    var baselines: [BenchmarkReport.Line] = []
    var series: [BenchmarkReport.Series] = []
    for (index, model) in models.enumerated() {
      var bySeed: [[SeriesOutcome]] = []
      for (place, seed) in seeds.enumerated() {
        let before = (index * seeds.count + place) * sources.count
        bySeed.append(try outcomes(model, seed, withBaselines: withBaselines && index == 0, before: before))
      }
      series += rows(bySeed)
      for group in groups(bySeed[0]) {
        let kept = bySeed.map { $0.filter { self.group($0) == group } }
        lines += try precisions.indices.map { try line($0, group, kept) }
        if withBaselines && index == 0 { baselines += try Baseline.allCases.compactMap { try line($0, group, kept) } }
      }
    }
    return (lines + baselines, series)
  }

  /// One a series, in their order.
  private func outcomes(
    _ model: ModelKind?, _ seed: UInt64, withBaselines: Bool, before: Int
  ) throws -> [SeriesOutcome] {
    let side = max(min(threads, sources.count), 1)
    var results = [Result<SeriesOutcome, any Error>?](repeating: nil, count: sources.count)
    let done = Mutex(before)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      ThreadTeam(threads: side).perform(sources.count) { index in
        let source = sources[index]
        results[index] = Result {
          do {
            let series = try source.load()
            return try run(recipe(model, for: series), seed, threads: max(threads / side, 1))
              .outcome(on: series, withBaselines: withBaselines)
          } catch {
            let words = "\(rules.folder)/\(source.name)" + (model.map { ", \($0.rawValue)" } ?? "")
            throw BenchmarkError.series(words, reason: "\(error)")
          }
        }
        done.withLock { done in
          done += 1
          progress(done, "\(source.name), seed \(seed)")
        }
      }
    }
    return try results.map { try $0!.get() }
  }

  private func recipe(_ model: ModelKind?, for series: BenchmarkSeries) -> DetectorRecipe {
    let family = rules.detector(isMultivariate: series.test.columnCount > 1)
    var recipe = model.map { family.with($0) } ?? family
    recipe.training.epochs = epochs ?? recipe.training.epochs
    return recipe
  }

  private func run(_ recipe: DetectorRecipe, _ seed: UInt64, threads: Int) -> DetectorRun {
    DetectorRun(
      recipe: recipe, precisions: precisions, metrics: rules.figures.map(\.metric), seed: seed,
      threads: threads)
  }

  // MARK: Groups

  private func group(_ outcome: SeriesOutcome) -> SeriesGroup {
    rules.splitsByColumns ? outcome.columnCount == 1 ? .oneColumn : .manyColumns : .all
  }

  private func groups(_ outcomes: [SeriesOutcome]) -> [SeriesGroup] {
    let found = Set(outcomes.map(group))
    return [.all, .oneColumn, .manyColumns].filter(found.contains)
  }

  // MARK: Lines

  private func line(
    _ precision: Int, _ group: SeriesGroup, _ bySeed: [[SeriesOutcome]]
  ) throws -> BenchmarkReport.Line {
    let blobs = bySeed.map { $0.map { $0.blobs[precision] } }
    var line = BenchmarkReport.Line(
      name: names(bySeed[0]), origin: .model, group: group, series: blobs[0].count,
      figures: try spreads(blobs.map { $0.map(\.judged) }))
    line.precision = precisions[precision].rawValue
    line.trainingSeconds = mean(bySeed.map { $0.reduce(0) { $0 + $1.trainingSeconds } })
    line.microseconds = mean(blobs.joined().map(\.microseconds))
    line.blobBytes = blobs.joined().map(\.blobBytes).max()
    line.sessionBytes = blobs.joined().map(\.sessionBytes).max()
    line.distinctShare = blobs.joined().map(\.judged.scores.distinctShare).min()
    return line
  }

  private func line(
    _ baseline: Baseline, _ group: SeriesGroup, _ bySeed: [[SeriesOutcome]]
  ) throws -> BenchmarkReport.Line? {
    let judged = bySeed.map { $0.compactMap { $0.baselines[baseline] } }
    guard judged.allSatisfy({ !$0.isEmpty }) else { return nil }
    return BenchmarkReport.Line(
      name: baseline.rawValue, origin: .baseline, group: group, series: judged[0].count,
      figures: try spreads(judged))
  }

  /// The models of some series, each once.
  private func names(_ outcomes: [SeriesOutcome]) -> String {
    ModelKind.allCases.filter { kind in outcomes.contains { $0.model == kind } }.map(\.rawValue)
      .joined(separator: " or ")
  }

  /// Figures of the set over seeds.
  private func spreads(_ bySeed: [[JudgedScores]]) throws -> [BenchmarkMetric: BenchmarkReport.Spread] {
    var found: [BenchmarkMetric: BenchmarkReport.Spread] = [:]
    for figure in rules.figures {
      let values = try bySeed.compactMap { try summary(figure, $0) }
      if values.count == bySeed.count, let least = values.min(), let most = values.max() {
        found[figure.metric] = .init(mean: mean(values), least: least, most: most)
      }
    }
    return found
  }

  private func summary(_ figure: BenchmarkFigure, _ judged: [JudgedScores]) throws -> Double? {
    let values = judged.compactMap { $0.figures[figure.metric] }
    switch figure.summary {
    case .pooled: return try figure.metric.value(of: judged.map(\.scores))
    case .mean: return values.isEmpty ? nil : mean(values)
    case .sum: return values.isEmpty ? nil : values.reduce(0, +)
    }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }

  private func rows(_ bySeed: [[SeriesOutcome]]) -> [BenchmarkReport.Series] {
    zip(seeds, bySeed).flatMap { seed, outcomes in
      zip(sources, outcomes).flatMap { source, outcome in
        zip(precisions, outcome.blobs).map { precision, blob in
          BenchmarkReport.Series(
            name: source.name, model: outcome.model.rawValue, precision: precision.rawValue, seed: seed,
            window: outcome.window, scored: blob.judged.scores.scores.count, figures: blob.judged.figures,
            trainingSeconds: outcome.trainingSeconds, microseconds: blob.microseconds, blobBytes: blob.blobBytes,
            sessionBytes: blob.sessionBytes, distinctShare: blob.judged.scores.distinctShare)
        }
      }
    }
  }
}
