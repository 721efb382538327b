import Foundation
import Testing

@testable import trainer

@Suite struct EvaluateTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func theJSONHoldsSaneMetrics() throws {
    let report = try files.report(files.blob, files.test, files.test)
    let labels = column("label", of: try files.folder.text("test.csv"))
    #expect(report.rows == 2 * SampleFiles.rows)
    #expect(report.scored == 2 * (SampleFiles.rows - SampleFiles.window + 1))
    #expect(report.anomalous == 2 * labels.dropFirst(SampleFiles.window - 1).count { $0 == "1" })
    #expect(report.lines.map(\.scores) == ["model", "random", "always-anomaly", "l2-norm"])
    #expect(report.unfitted == ["pca", "k-means", "1-nn"])
    for line in report.lines {
      let shares = [
        line.rocAUC, line.prAUC, line.vusROC, line.vusPR, line.accuracy, line.precision, line.recall, line.f1,
        line.falseAlarmRate, line.missedAlarmRate, line.pointAdjusted.f1, line.pointAdjusted.randomF1,
      ]
      #expect(shares.allSatisfy { (0...1).contains($0) })
      #expect(abs(line.recall + line.missedAlarmRate - 1) < 1e-9)
      #expect(line.intervals.keys.sorted() == ["f1", "prAUC", "rocAUC", "vusPR"])
      #expect(line.intervals.values.allSatisfy { 0 <= $0.low && $0.low <= $0.high && $0.high <= 1 })
    }
    let always = report.lines[2]
    #expect(always.rocAUC == 0.5 && always.recall == 1 && always.falseAlarmRate == 1)
  }

  @Test func theTableHoldsTheSameNumbers() throws {
    let report = try files.report(files.blob, files.test)
    let table = try TrainerProcess.run(["evaluate", files.blob, files.test])
    table.expectDone()
    for line in report.lines {
      for share in [line.rocAUC, line.vusPR, line.pointAdjusted.f1, line.pointAdjusted.randomF1] {
        #expect(table.output.contains(String(format: "%.4f", share)))
      }
      #expect(table.output.contains("\(String(format: "%.2f %%", 100 * line.missedAlarmRate))"))
    }
    #expect(table.output.contains("\(report.scored) of \(report.rows) rows have a score"))
    #expect(table.output.contains("VUS forgives \(report.buffer) rows"))
    #expect(table.output.contains("pca, k-means, 1-nn: need normal windows, give --normal or the model file."))
    #expect(table.output.contains("Oracle: the best threshold, found with the labels. A bound, not a result"))
  }

  @Test func baselinesLearnFromTheModelFileOrFromNormalRecordings() throws {
    let names = ["model", "random", "always-anomaly", "l2-norm", "pca", "k-means", "1-nn"]
    let kept = try files.report(files.model, files.test)
    #expect(kept.lines.map(\.scores) == names && kept.unfitted.isEmpty)
    #expect(kept.normal == "training windows in the model file")
    let given = try files.report(files.blob, files.test, "--normal", files.normal)
    #expect(given.lines.map(\.scores) == names)
    #expect(given.normal == "normal windows of \(files.normal)")
    // The last baselines found what is normal in either.
    #expect(given.lines.suffix(3).allSatisfy { $0.rocAUC > 0.6 })
    #expect(kept.lines.suffix(3).allSatisfy { $0.rocAUC > 0.6 })
  }

  @Test func labelledRowsAreNotNormal() throws {
    let clean = try files.report(files.blob, files.test, "--normal", files.normal)
    let mixed = try files.report(files.blob, files.test, "--normal", files.normal, "--normal", files.test)
    // Were the faults among the neighbours, they would lie at distance 0.
    #expect(try #require(mixed.lines.last).rocAUC > 0.9 * clean.lines[6].rocAUC)
  }

  @Test func eventsAreListedWithTheirDelay() throws {
    let report = try files.report(files.blob, files.test)
    let labels = column("label", of: try files.folder.text("test.csv"))
    #expect(!report.events.isEmpty)
    for event in report.events {
      #expect((event.firstRow...event.lastRow).allSatisfy { labels[$0] == "1" })
      #expect(event.delay.map { $0 >= 0 && $0 <= event.lastRow - event.firstRow } ?? true)
    }
    let text = try TrainerProcess.run(["evaluate", files.blob, files.test]).output
    #expect(text.contains("\(report.events.count { $0.delay != nil }) of \(report.events.count) event"))
  }

  @Test func wholeRecordingsCanBeFaulty() throws {
    let bare = try files.withoutLabels()
    let report = try files.report(files.blob, try files.withoutLabels("normal.csv"), "--faulty", bare)
    let scored = SampleFiles.rows - SampleFiles.window + 1
    #expect(report.files.map(\.anomalous) == [0, scored])
    #expect(report.fileRanking.rocAUCOfMean == 1)
    let text = try TrainerProcess.run(
      ["evaluate", files.blob, try files.withoutLabels("normal.csv"), "--faulty", bare, "--per-file"]
    ).output
    #expect(text.contains("Files with anomalies against files without, ROC-AUC: 1.0000 by mean score"))
    #expect(text.contains(URL(fileURLWithPath: bare).lastPathComponent))
  }

  @Test func blamedColumnsAreComparedWithCauses() throws {
    let path = files.folder.file("causes.txt")
    try Data("20-29:1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    let causes = try #require(try files.report(files.blob, files.test, "--causes", path).causes)
    #expect(causes.rows == 10)
    #expect((0...1).contains(causes.hitRate100) && (0...1).contains(causes.ndcg150))
    let text = try TrainerProcess.run(["evaluate", files.blob, files.test, "--causes", path]).output
    #expect(text.contains("Blamed columns in 10 rows with known causes: HitRate@100% "))
  }

  @Test func causesAreChecked() throws {
    let path = files.folder.file("causes.txt")
    try Data("20-29:1,99\n".utf8).write(to: URL(fileURLWithPath: path))
    try TrainerProcess.run(["evaluate", files.blob, files.test, "--causes", path])
      .expectSentence(65, "expected start-end:columns in line 1 of \(path), as 12-30:1,4")
    try TrainerProcess.run(["evaluate", files.blob, files.test, files.test, "--causes", path])
      .expectSentence(65, "expected one --causes file for each of the 2 recordings")
    for (words, sentence) in [
      (["--resample", "10s"], "--causes counts rows of the files, which --resample changes"),
      (["--missing", "drop"], "--causes counts rows of the files, which --missing drop changes"),
    ] {
      try TrainerProcess.run(["evaluate", files.blob, files.test, "--causes", path] + words).expectSentence(
        64, sentence)
    }
    try TrainerProcess.run(["evaluate", files.blob, files.test, "--causes", path + "x"])
      .expectSentence(65, "causes.txtx")
  }

  @Test func labelsAreNeeded() throws {
    let bare = try files.withoutLabels()
    try TrainerProcess.run(["evaluate", files.blob, bare]).expectSentence(65, "expected a label column")
    try TrainerProcess.run(["evaluate", files.blob, files.test, bare]).expectSentence(65, "in every file, found none")
    try TrainerProcess.run(["evaluate", files.blob, files.test, "--label", "labl"])
      .expectSentence(65, "has no column labl; did you mean label?")
  }
}
