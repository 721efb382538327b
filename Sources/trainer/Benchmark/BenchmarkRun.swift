import AnomalyEvaluation
import AnomalyExport
import AnomalyNN
import Synchronization

/// Detectors, seeds and series of a set, one after the other; series side by side.
struct BenchmarkRun {
  let rules: any BenchmarkProtocol
  let sources: [SeriesSource]
  let recipes: [DetectorRecipe]
  let precisions: [Precision]
  let seeds: [UInt64]
  let threads: Int
  /// Whether detectors that need no training stand beside.
  let withBaselines: Bool
  /// Told after each series how many are done, and which.
  let progress: @Sendable (Int, String) -> Void

  /// Trainings of the whole run.
  var steps: Int { recipes.count * seeds.count * sources.count }

  /// All lines of the report but those of others, and what each series gave.
  ///
  /// - Errors: `BenchmarkError.series` with the name of the series.
  func results() throws -> (lines: [BenchmarkReport.Line], series: [BenchmarkReport.Series]) {
    var models: [BenchmarkReport.Line] = []
    var baselines: [BenchmarkReport.Line] = []
    var series: [BenchmarkReport.Series] = []
    for (index, recipe) in recipes.enumerated() {
      var bySeed: [[SeriesOutcome]] = []
      for (place, seed) in seeds.enumerated() {
        let before = (index * seeds.count + place) * sources.count
        bySeed.append(try outcomes(recipe, seed, withBaselines: withBaselines && index == 0, before: before))
      }
      series += rows(recipe, bySeed)
      for group in groups(bySeed[0]) {
        let kept = bySeed.map { $0.filter { self.group($0) == group } }
        models += try precisions.indices.map { try line(recipe, $0, group, kept) }
        if withBaselines && index == 0 { baselines += try Baseline.allCases.compactMap { try line($0, group, kept) } }
      }
    }
    return (models + baselines, series)
  }

  /// One a series, in their order.
  private func outcomes(
    _ recipe: DetectorRecipe, _ seed: UInt64, withBaselines: Bool, before: Int
  ) throws -> [SeriesOutcome] {
    let side = max(min(threads, sources.count), 1)
    let run = DetectorRun(
      recipe: recipe, precisions: precisions, scale: rules.scale, metrics: rules.figures.map(\.metric), seed: seed,
      threads: max(threads / side, 1))
    var results = [Result<SeriesOutcome, any Error>?](repeating: nil, count: sources.count)
    let done = Mutex(before)
    results.withUnsafeMutableBufferPointer { results in
      nonisolated(unsafe) let results = results
      ThreadTeam(threads: side).perform(sources.count) { index in
        let source = sources[index]
        results[index] = Result {
          do {
            return try run.outcome(on: source.load(), withBaselines: withBaselines)
          } catch {
            throw BenchmarkError.series("\(rules.folder)/\(source.name), \(recipe.kind.rawValue)", reason: "\(error)")
          }
        }
        done.withLock { done in
          done += 1
          progress(done, "\(recipe.kind.rawValue), seed \(seed), \(source.name)")
        }
      }
    }
    return try results.map { try $0!.get() }
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
    _ recipe: DetectorRecipe, _ precision: Int, _ group: SeriesGroup, _ bySeed: [[SeriesOutcome]]
  ) throws -> BenchmarkReport.Line {
    let blobs = bySeed.map { $0.map { $0.blobs[precision] } }
    var line = BenchmarkReport.Line(
      name: recipe.kind.rawValue, origin: .model, group: group, series: blobs[0].count,
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

  private func rows(_ recipe: DetectorRecipe, _ bySeed: [[SeriesOutcome]]) -> [BenchmarkReport.Series] {
    zip(seeds, bySeed).flatMap { seed, outcomes in
      zip(sources, outcomes).flatMap { source, outcome in
        zip(precisions, outcome.blobs).map { precision, blob in
          BenchmarkReport.Series(
            name: source.name, model: recipe.kind.rawValue, precision: precision.rawValue, seed: seed,
            window: outcome.window, scored: blob.judged.scores.scores.count, figures: blob.judged.figures,
            trainingSeconds: outcome.trainingSeconds, microseconds: blob.microseconds, blobBytes: blob.blobBytes,
            sessionBytes: blob.sessionBytes, distinctShare: blob.judged.scores.distinctShare)
        }
      }
    }
  }
}
