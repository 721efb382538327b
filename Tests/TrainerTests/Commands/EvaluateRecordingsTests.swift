import Foundation
import Testing

@testable import trainer

/// Which recordings, labels and rows an evaluation is about.
@Suite struct EvaluateRecordingsTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func causesCountTheColumnsOfTheFileInFolders() throws {
    // A column before the others that the model does not see.
    let wider = try files.changed { lines in
      for row in lines.indices { lines[row] = (row == 0 ? "extra," : "0,") + lines[row] }
    }
    let (plain, shifted) = (try files.folder.subfolder("plain"), try files.folder.subfolder("shifted"))
    try Data("20-29:1,2\n".utf8).write(to: URL(fileURLWithPath: "\(plain)/test.txt"))
    let name = URL(fileURLWithPath: wider).deletingPathExtension().lastPathComponent
    try Data("20-29:1,2,3\n".utf8).write(to: URL(fileURLWithPath: "\(shifted)/\(name).txt"))
    let expected = try #require(try files.report(files.blob, files.test, "--causes", plain).causes)
    let run = try TrainerProcess.run(["evaluate", files.blob, wider, "--causes", shifted, "--json"])
    run.expectDone()
    let found = try #require(try JSONDecoder().decode(EvaluatedReport.self, from: run.outputBytes).causes)
    #expect(found.rows == expected.rows && found.hitRate100 == expected.hitRate100 && found.ndcg150 == expected.ndcg150)
    #expect(run.error.contains("note: causes that the model does not see are left out: extra"))
  }

  @Test func labelFilesBelongToTheirRecordings() throws {
    let (first, second) = (try files.withoutLabels(), try files.withoutLabels("normal.csv"))
    let folder = try files.folder.subfolder("labels")
    for (path, source) in [(first, "test.csv"), (second, "normal.csv")] {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      let labels = column("label", of: try files.folder.text(source)).joined(separator: "\n") + "\n"
      try Data(labels.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name).txt"))
    }
    let expected = try files.report(files.blob, files.test, files.normal)
    let found = try files.report(files.blob, first, second, "--labels", folder, "--normal", files.normal)
    #expect(found.files.map(\.anomalous) == expected.files.map(\.anomalous))
    #expect(found.lines[0].vusPR == expected.lines[0].vusPR)
    // They are about DATA; what --faulty names is anomalous as a whole.
    let faulty = try files.report(files.blob, second, "--labels", folder, "--faulty", first)
    #expect(faulty.files.map(\.anomalous) == [0, SampleFiles.rows - SampleFiles.window + 1])
    try TrainerProcess.run(["evaluate", files.blob, first, files.test, "--labels", folder])
      .expectSentence(
        65, "expected exactly one --labels file called like each recording but for its ending, found none or")
  }

  @Test func normalRecordingsNeedNoLabelColumn() throws {
    let renamed = try files.changed { $0[0].replace("label", with: "fault") }
    let report = try files.report(
      files.blob, renamed, "--label", "fault", "--normal", try files.withoutLabels("normal.csv"))
    #expect(report.lines.count == 7)
    #expect(report.anomalous > 0)
    let faulty = try files.report(
      files.blob, try files.withoutLabels("normal.csv"), "--label", "fault", "--faulty", try files.withoutLabels())
    #expect(faulty.files.first?.anomalous == 0)
  }

  @Test func anotherRegimeInTheTestIsSaid() throws {
    let moved = try files.changed { lines in
      let names = lines[0].split(separator: ",", omittingEmptySubsequences: false)
      for row in lines.indices.dropFirst() {
        var fields = lines[row].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        for column in names.indices where names[column].hasPrefix("pressure") { fields[column] = "500" }
        lines[row] = fields.joined(separator: ",")
      }
    }
    for words in [[files.model], [files.blob, "--normal", files.normal]] {
      let run = try TrainerProcess.run(["evaluate", words[0], moved, "--json"] + words.dropFirst())
      run.expectDone()
      // Scaled values end at 10, about 10 deviations.
      #expect(run.error.contains("note: column pressure lies 10."))
      #expect(run.error.contains(" deviations higher in the normal rows of the test than in the training part"))
      let same = try TrainerProcess.run(["evaluate", words[0], files.test, "--json"] + words.dropFirst())
      same.expectDone()
      #expect(!same.error.contains("the normal rows of the test"))
    }
  }

  @Test func windowsWithoutAVerdictCountForNothing() throws {
    let full = try files.report(files.blob, files.test)
    let blank = try files.changed { lines in
      for row in 101...120 {
        let fields = lines[row].split(separator: ",", omittingEmptySubsequences: false)
        lines[row] = ([fields[0]] + fields[1..<fields.count - 1].map { _ in "" } + [fields[fields.count - 1]])
          .joined(separator: ",")
      }
    }
    let report = try files.report(files.blob, blank)
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
    let report = try JSONDecoder().decode(EvaluatedReport.self, from: run.outputBytes)
    #expect(report.leftOut.map(\.file) == [short])
    #expect(report.leftOut[0].reason == "has at most 3 consecutive rows, fewer than the 4 of a window")
    #expect(run.error.contains("note: \(short) has at most 3 consecutive rows"))
    try TrainerProcess.run(["evaluate", files.blob, short])
      .expectSentence(65, "the model scores windows of 4 consecutive rows, found at most 3")
  }

  /// Rows that are windows of their own have no neighbours, so nothing is said of time.
  @Test func rowsThatAreWindowsHaveNoEvents() throws {
    let words = ["train", files.normal, "-o", files.model, "--row-samples", "--epochs", "1", "-q"]
    try TrainerProcess.run(words).expectDone()
    let run = try TrainerProcess.run(["evaluate", files.model, files.test, "--json"])
    run.expectDone()
    for key in ["falseAlarms", "ucrFiles", "ucrHits", "isUCRHit", "meanDelay", "nab"] {
      #expect(!run.output.contains("\"\(key)\""), "\(key)")
    }
    let text = try TrainerProcess.run(["evaluate", files.model, files.test, "--per-file"])
    text.expectDone()
    for word in ["UCR", "Ranges and events", "alarms for nothing"] { #expect(!text.output.contains(word)) }
    try TrainerProcess.run(["evaluate", files.model, files.test, "--rows", "mean"])
      .expectSentence(64, "--rows mean is for streams, but each row is a window of its own")
  }

  @Test func delaysAndBufferAreInRowsOfTheFile() throws {
    let (model, blob) = (files.folder.file("wide.anomaly"), files.folder.file("wide.blob"))
    try TrainerProcess.run(SampleFiles.training(files.normal, model) + ["--stride", "3"]).expectDone()
    try TrainerProcess.run(["export", model, "-q", "-o", blob]).expectDone()
    let report = try files.report(blob, files.test, "--buffer", "30")
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
    let mean = try files.report(blob, files.test, "--rows", "mean")
    #expect(mean.scored >= SampleFiles.rows - 3)
    #expect(mean.rowScore == "mean" && !mean.isCausal && report.isCausal)
    let text = try TrainerProcess.run(["evaluate", blob, files.test, "--rows", "max"]).output
    #expect(text.contains("the highest of the windows that hold it; not causal"))
  }
}
