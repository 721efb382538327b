import Foundation
import Testing

@testable import trainer

@Suite struct EvaluateTests {
  private struct Report: Decodable {
    struct Interval: Decodable {
      var low: Double
      var high: Double
    }
    struct PointAdjusted: Decodable {
      var f1: Double
      var randomF1: Double
    }
    struct Line: Decodable {
      var scores: String
      var rocAUC: Double
      var prAUC: Double
      var vusROC: Double
      var vusPR: Double
      var accuracy: Double
      var precision: Double
      var recall: Double
      var f1: Double
      var falseAlarmRate: Double
      var missedAlarmRate: Double
      var intervals: [String: Interval]
      var pointAdjusted: PointAdjusted
    }
    struct Event: Decodable {
      var firstRow: Int
      var lastRow: Int
      var delay: Int?
      var delaySeconds: Double?
    }
    struct LeftOut: Decodable {
      var file: String
      var reason: String
    }
    struct File: Decodable {
      var file: String
      var anomalous: Int
    }
    struct Ranking: Decodable {
      var rocAUCOfMean: Double?
      var rocAUCOfMax: Double?
    }
    struct Causes: Decodable {
      var rows: Int
      var hitRate100: Double
      var ndcg150: Double
    }
    var rows: Int
    var scored: Int
    var rowScore: String
    var isCausal: Bool
    var unknownWindows: Int
    var leftOut: [LeftOut]
    var meanDelay: Double?
    var meanDelaySeconds: Double?
    var anomalous: Int
    var buffer: Int
    var normal: String?
    var unfitted: [String]
    var lines: [Line]
    var events: [Event]
    var files: [File]
    var fileRanking: Ranking
    var causes: Causes?
  }

  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func report(_ words: String...) throws -> Report {
    let run = try TrainerProcess.run(["evaluate"] + words + ["--json"])
    run.expectDone()
    return try JSONDecoder().decode(Report.self, from: run.outputBytes)
  }

  /// `test.csv` without its last column, the labels.
  private func withoutLabels(_ name: String = "test.csv") throws -> String {
    try files.changed(name) { lines in
      for index in lines.indices { lines[index] = String(lines[index].dropLast(index == 0 ? 6 : 2)) }
    }
  }

  @Test func theJSONHoldsSaneMetrics() throws {
    let report = try report(files.blob, files.test, files.test)
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
    let report = try report(files.blob, files.test)
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
    let kept = try report(files.model, files.test)
    #expect(kept.lines.map(\.scores) == names && kept.unfitted.isEmpty)
    #expect(kept.normal == "training windows in the model file")
    let given = try report(files.blob, files.test, "--normal", files.normal)
    #expect(given.lines.map(\.scores) == names)
    #expect(given.normal == "normal windows of \(files.normal)")
    // The last baselines found what is normal in either.
    #expect(given.lines.suffix(3).allSatisfy { $0.rocAUC > 0.6 })
    #expect(kept.lines.suffix(3).allSatisfy { $0.rocAUC > 0.6 })
  }

  @Test func labelledRowsAreNotNormal() throws {
    let clean = try report(files.blob, files.test, "--normal", files.normal)
    let mixed = try report(files.blob, files.test, "--normal", files.normal, "--normal", files.test)
    // Were the faults among the neighbours, they would lie at distance 0.
    #expect(try #require(mixed.lines.last).rocAUC > 0.9 * clean.lines[6].rocAUC)
  }

  @Test func eventsAreListedWithTheirDelay() throws {
    let report = try report(files.blob, files.test)
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
    let bare = try withoutLabels()
    let report = try report(files.blob, try withoutLabels("normal.csv"), "--faulty", bare)
    let scored = SampleFiles.rows - SampleFiles.window + 1
    #expect(report.files.map(\.anomalous) == [0, scored])
    #expect(report.fileRanking.rocAUCOfMean == 1)
    let text = try TrainerProcess.run(
      ["evaluate", files.blob, try withoutLabels("normal.csv"), "--faulty", bare, "--per-file"]
    ).output
    #expect(text.contains("Files with anomalies against files without, ROC-AUC: 1.0000 by mean score"))
    #expect(text.contains(URL(fileURLWithPath: bare).lastPathComponent))
  }

  @Test func blamedColumnsAreComparedWithCauses() throws {
    let path = files.folder.file("causes.txt")
    try Data("20-29:1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    let causes = try #require(try report(files.blob, files.test, "--causes", path).causes)
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

  @Test func causesCountTheColumnsOfTheFileInFolders() throws {
    // A column before the others that the model does not see.
    let wider = try files.changed { lines in
      for row in lines.indices { lines[row] = (row == 0 ? "extra," : "0,") + lines[row] }
    }
    let (plain, shifted) = (try files.folder.subfolder("plain"), try files.folder.subfolder("shifted"))
    try Data("20-29:1,2\n".utf8).write(to: URL(fileURLWithPath: "\(plain)/test.txt"))
    let name = URL(fileURLWithPath: wider).deletingPathExtension().lastPathComponent
    try Data("20-29:1,2,3\n".utf8).write(to: URL(fileURLWithPath: "\(shifted)/\(name).txt"))
    let expected = try #require(try report(files.blob, files.test, "--causes", plain).causes)
    let run = try TrainerProcess.run(["evaluate", files.blob, wider, "--causes", shifted, "--json"])
    run.expectDone()
    let found = try #require(try JSONDecoder().decode(Report.self, from: run.outputBytes).causes)
    #expect(found.rows == expected.rows && found.hitRate100 == expected.hitRate100 && found.ndcg150 == expected.ndcg150)
    #expect(run.error.contains("note: causes that the model does not see are left out: extra"))
  }

  @Test func labelFilesBelongToTheirRecordings() throws {
    let (first, second) = (try withoutLabels(), try withoutLabels("normal.csv"))
    let folder = try files.folder.subfolder("labels")
    for (path, source) in [(first, "test.csv"), (second, "normal.csv")] {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let labels = column("label", of: try files.folder.text(source)).joined(separator: "\n") + "\n"
      try Data(labels.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).txt"))
    }
    let expected = try report(files.blob, files.test, files.normal)
    let found = try report(files.blob, first, second, "--labels", folder, "--normal", files.normal)
    #expect(found.files.map(\.anomalous) == expected.files.map(\.anomalous))
    #expect(found.lines[0].vusPR == expected.lines[0].vusPR)
    // They are about DATA; what --faulty names is anomalous as a whole.
    let faulty = try report(files.blob, second, "--labels", folder, "--faulty", first)
    #expect(faulty.files.map(\.anomalous) == [0, SampleFiles.rows - SampleFiles.window + 1])
    try TrainerProcess.run(["evaluate", files.blob, first, files.test, "--labels", folder])
      .expectSentence(
        65, "expected exactly one --labels file called like each recording but for its ending, found none or")
  }

  @Test func normalRecordingsNeedNoLabelColumn() throws {
    let renamed = try files.changed { $0[0].replace("label", with: "fault") }
    let report = try report(files.blob, renamed, "--label", "fault", "--normal", try withoutLabels("normal.csv"))
    #expect(report.lines.count == 7)
    #expect(report.anomalous > 0)
    let faulty = try self.report(
      files.blob, try withoutLabels("normal.csv"), "--label", "fault", "--faulty", try withoutLabels())
    #expect(faulty.files.first?.anomalous == 0)
  }

  @Test func windowsWithoutAVerdictCountForNothing() throws {
    let full = try report(files.blob, files.test)
    let blank = try files.changed { lines in
      for row in 101...120 {
        let fields = lines[row].split(separator: ",", omittingEmptySubsequences: false)
        lines[row] = ([fields[0]] + fields[1..<fields.count - 1].map { _ in "" } + [fields[fields.count - 1]])
          .joined(separator: ",")
      }
    }
    let report = try report(files.blob, blank)
    #expect(full.unknownWindows == 0)
    // Rows 100 to 119 miss all samples: each window with three or four of them is unknown.
    #expect(report.unknownWindows == 19)
    #expect(report.scored == full.scored - report.unknownWindows)
    let text = try TrainerProcess.run(["evaluate", files.blob, blank]).output
    #expect(text.contains("19 windows without a verdict, missing too many samples, count for nothing."))
  }

  @Test func shortRecordingsAreNamed() throws {
    let short = try files.changed { $0 = Array($0.prefix(SampleFiles.window)) }
    let run = try TrainerProcess.run(["evaluate", files.blob, files.test, short, "--json"])
    run.expectDone()
    let report = try JSONDecoder().decode(Report.self, from: run.outputBytes)
    #expect(report.leftOut.map(\.file) == [short])
    #expect(report.leftOut[0].reason == "has at most 3 consecutive rows, fewer than the 4 of a window")
    #expect(run.error.contains("note: \(short) has at most 3 consecutive rows"))
    try TrainerProcess.run(["evaluate", files.blob, short])
      .expectSentence(65, "the model scores windows of 4 consecutive rows, found at most 3")
  }

  @Test func delaysAndBufferAreInRowsOfTheFile() throws {
    let (model, blob) = (files.folder.file("wide.anomaly"), files.folder.file("wide.blob"))
    try TrainerProcess.run(SampleFiles.training(files.normal, model) + ["--stride", "3"]).expectDone()
    try TrainerProcess.run(["export", model, "-q", "-o", blob]).expectDone()
    let report = try report(blob, files.test, "--buffer", "30")
    #expect(report.buffer == 30)
    let labels = column("label", of: try files.folder.text("test.csv"))
    for event in report.events {
      // From the labelled start, whether a window ends there or not.
      #expect(event.firstRow == 0 || labels[event.firstRow - 1] == "0")
      #expect(event.delaySeconds == event.delay.map { 5 * Double($0) })
    }
    let delays = report.events.compactMap(\.delay)
    #expect(delays.isEmpty || report.meanDelay == Double(delays.reduce(0, +)) / Double(delays.count))
    #expect(report.meanDelaySeconds == report.meanDelay.map { 5 * $0 })
    #expect(report.scored < SampleFiles.rows / 3 + 1)
    // Every row that a window holds has a score.
    let mean = try self.report(blob, files.test, "--rows", "mean")
    #expect(mean.scored >= SampleFiles.rows - 3)
    #expect(mean.rowScore == "mean" && !mean.isCausal && report.isCausal)
    let text = try TrainerProcess.run(["evaluate", blob, files.test, "--rows", "max"]).output
    #expect(text.contains("the highest of the windows that hold it; not causal"))
  }

  @Test func labelsAreNeeded() throws {
    let bare = try withoutLabels()
    try TrainerProcess.run(["evaluate", files.blob, bare]).expectSentence(65, "expected a label column")
    try TrainerProcess.run(["evaluate", files.blob, files.test, bare]).expectSentence(65, "in every file, found none")
    try TrainerProcess.run(["evaluate", files.blob, files.test, "--label", "labl"])
      .expectSentence(65, "has no column labl; did you mean label?")
  }
}
