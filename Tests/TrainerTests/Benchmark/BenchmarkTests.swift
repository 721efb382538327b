import AnomalyExport
import Foundation
import Testing

@testable import trainer

@Suite struct BenchmarkTests {
  @Test(
    "Every set is found by the form of its files and measured, beside detectors that need no training",
    arguments: BenchmarkSet.allCases.filter { $0.rules != nil })
  func everySet(set: BenchmarkSet) throws {
    let sets = try SampleSets()
    try sets.make(set)
    let rules = try #require(set.rules)
    let found = try FoundBenchmark.run(set, in: sets)
    #expect(found.set == set.rawValue)
    #expect(found.metrics == rules.figures.map(\.metric.rawValue))
    let expected = [.cwru, .ecg5000, .gecco].contains(set) ? 1 : set == .tsbAD ? 3 : 2
    #expect(found.series.count == expected)
    let model = try #require(found.lines.first)
    #expect(model.name == "linear" && model.origin == "model" && model.precision == "int8")
    #expect(model.blobBytes ?? 0 > 0)
    #expect(model.figures.keys.contains(found.metrics[0]))
    #expect(found.lines.contains { $0.name == "random" && $0.origin == "baseline" })
    #expect(found.lines.contains { $0.name == "1-nn" })
    // The steps of the miniatures lie far off.
    for line in found.lines where line.origin == "model" {
      if let auc = line.figures["ROC-AUC"] { #expect(auc.mean > 0.75, "\(line)") }
    }
    let keepsTargets = [BenchmarkSet.skab, .nab, .smd, .asd, .tsbAD].contains(set)
    #expect(found.lines.contains { $0.origin == "published" } == keepsTargets)
    #expect((found.unpublished == nil) == keepsTargets)
  }

  @Test("Equal seeds give equal figures for any number of threads, and other seeds stand beside")
  func determinism() throws {
    let sets = try SampleSets()
    try sets.make(.ucr)
    let one = try FoundBenchmark.run(.ucr, in: sets, "--threads", "1", "--seeds", "2")
    let two = try FoundBenchmark.run(.ucr, in: sets, "--threads", "3", "--seeds", "2")
    #expect(one == two)
    #expect(one.seeds == [1, 2])
    #expect(one.series.map(\.seed) == [1, 1, 2, 2])
    for line in one.lines {
      for spread in line.figures.values { #expect(spread.least <= spread.mean && spread.mean <= spread.most) }
    }
  }

  @Test("Several models and precisions stand in lines of their own")
  func severalModels() throws {
    let sets = try SampleSets()
    try sets.make(.asd)
    let found = try FoundBenchmark.run(
      .asd, in: sets, "--models", "linear,autoencoder", "--epochs", "1", "--quantize", "int8,none", "--no-baselines")
    let models = found.lines.filter { $0.origin == "model" }
    #expect(
      models.map { "\($0.name) \($0.precision ?? "")" } == [
        "linear int8", "linear none", "autoencoder int8", "autoencoder none",
      ])
    #expect(found.series.count == 8)
    #expect(!found.lines.contains { $0.origin == "baseline" })
  }

  @Test("Figures are those that evaluate prints of the same model")
  func asEvaluate() throws {
    let sets = try SampleSets()
    try sets.make(.asd)
    let found = try FoundBenchmark.run(.asd, in: sets, "--no-baselines")
    let series = try #require(found.series.first { $0.name == "omi-12" })
    let recipe = DetectorRecipe.asd.with(.linear)
    let (model, blob) = (sets.folder.file("m.anomaly"), sets.folder.file("m.blob"))
    try TrainerProcess.run([
      "train", sets.folder.file("asd/omi-12_train.csv"), "--model", "linear", "--window", "\(series.window)",
      "--epochs", "2", "--patience", "\(recipe.training.patience)", "--scaler", recipe.scaler.rawValue,
      "--warn", recipe.warn.text, "--alarm", recipe.alarm.text, "--quiet", "-o", model,
    ]).expectDone()
    let decision = recipe.decision(window: series.window)
    try TrainerProcess.run(
      ["export", model, "--smooth", SmoothingRule(decision).text, "--hold", "\(decision.hold)", "-q", "-o", blob]
    ).expectDone()
    let ending = try TrainerProcess.run([
      "evaluate", blob, sets.folder.file("asd/omi-12_test.csv"), "--json", "--rows", recipe.rows.rawValue,
    ])
    ending.expectDone()
    let report = try #require(try JSONSerialization.jsonObject(with: ending.outputBytes) as? [String: Any])
    let line = try #require((report["lines"] as? [[String: Any]])?.first)
    for (metric, key) in [
      ("VUS-PR", "vusPR"), ("VUS-ROC", "vusROC"), ("PR-AUC", "prAUC"), ("ROC-AUC", "rocAUC"), ("F1", "f1"),
    ] {
      let evaluated = try #require(line[key] as? Double)
      #expect(abs((series.figures[metric] ?? -1) - evaluated) < 1e-12, "\(metric)")
    }
    #expect(series.scored == report["scored"] as? Int)
  }

  @Test("The text names every series and what others published")
  func text() throws {
    let sets = try SampleSets()
    try sets.make(.skab)
    let ending = try TrainerProcess.run([
      "benchmark", "skab", "--data", sets.path, "-m", "linear", "--epochs", "1", "-q",
    ])
    ending.expectDone()
    for words in [
      "linear, int8, seed 1", "valve1/0", "other/7", "published: Conv-AE  0.7806  0.1417", "always-anomaly",
    ] {
      #expect(ending.output.contains(words), "\(words)")
    }
    #expect(!ending.output.contains("anomaly-free"))
  }
}
