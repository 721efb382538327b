import Foundation
import Testing

@testable import trainer

@Suite struct ThresholdCommandTests {
  private struct Facts: Decodable {
    var warn: Float
    var alarm: Float
    var quantiles: Int
    var selfTest: String
    var isModelFile: Bool
  }

  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func facts(_ path: String) throws -> Facts {
    let run = try TrainerProcess.run(["inspect", path, "--json"])
    run.expectDone()
    return try JSONDecoder().decode(Facts.self, from: run.outputBytes)
  }

  @Test func aBlobGetsThresholdsOfItsOwnScoresOfNormalRows() throws {
    let output = files.folder.file("new.blob")
    let run = try TrainerProcess.run([
      "threshold", files.blob, files.test, "--warn", "percentile:50", "--alarm", "percentile:90", "-o", output,
    ])
    run.expectDone()
    #expect(run.output.contains("alarm threshold: Percentile 90 of "))
    let (before, after) = (try facts(files.blob), try facts(output))
    #expect(after.selfTest == "passes")
    #expect(after.warn < after.alarm)
    #expect(after.alarm != before.alarm)
    // What the score command says of the normal rows agrees: one in ten lies above.
    let scored = try TrainerProcess.run(["score", output, files.test])
    scored.expectDone()
    let labels = column("label", of: try files.folder.text("test.csv"))
    let verdicts = column("verdict", of: scored.output)
    let first = labels.count - verdicts.count
    let clean = verdicts.indices.filter { index in
      labels[first + index - (SampleFiles.window - 1)...first + index].allSatisfy { $0 == "0" }
    }
    let alarms = clean.count { verdicts[$0] == "alarm" }
    #expect(abs(Double(alarms) / Double(clean.count) - 0.1) < 0.02)
  }

  @Test func aModelFilePassesItsThresholdsOnToExports() throws {
    let (model, blob) = (files.folder.file("new.anomaly"), files.folder.file("again.blob"))
    try TrainerProcess.run(["threshold", files.model, files.test, "--alarm", "sigma:6", "-q", "-o", model]).expectDone()
    try TrainerProcess.run(["export", model, "-q", "-o", blob]).expectDone()
    #expect(try facts(model).isModelFile)
    #expect(abs(try facts(blob).alarm / facts(model).alarm - 1) < 0.05)
    #expect(try facts(blob).alarm != facts(files.blob).alarm)
  }

  /// The time column says five seconds, and so may the command line.
  @Test func alarmsADayKnowTheTimeBetweenRows() throws {
    let (read, given) = (files.folder.file("read.blob"), files.folder.file("given.blob"))
    let rule = ["--warn", "per-day:4000", "--alarm", "per-day:2000"]
    try TrainerProcess.run(["threshold", files.blob, files.test, "-o", read] + rule).expectDone()
    try TrainerProcess.run(["threshold", files.blob, files.test, "-o", given, "--sample-period", "5s"] + rule)
      .expectDone()
    #expect(try facts(read).alarm == facts(given).alarm)
    let (train, model) = (SampleFiles.training(files.normal, files.folder.file("m")), files.folder.file("m"))
    try TrainerProcess.run(train + rule).expectDone()
    #expect(try facts(model).alarm > 0)
  }

  /// Scores of a window just behind a fault still hold the fault through smoothing.
  @Test func smoothedScoresBehindFaultsAreLeftOut() throws {
    let (plain, smooth) = (files.folder.file("plain.blob"), files.folder.file("smooth.blob"))
    try TrainerProcess.run(["export", files.model, "-q", "-o", smooth, "--smooth", "mean:8"]).expectDone()
    let labels = column("label", of: try files.folder.text("test.csv"))
    let rule = ["--warn", "percentile:50", "--alarm", "percentile:60", "--json"]
    func count(_ blob: String) throws -> Int {
      let run = try TrainerProcess.run(["threshold", blob, files.test, "-o", plain] + rule)
      run.expectDone()
      struct Fact: Decodable { var note: String, isOracle: Bool, rule: String }
      let facts = try JSONDecoder().decode([String: Fact].self, from: run.outputBytes)
      let alarm = try #require(facts["alarm"])
      #expect(!alarm.isOracle && alarm.rule == "percentile:60.0")
      return try #require(Int(alarm.note.split(separator: " ")[3]))
    }
    /// Rows behind which at least `reach` rows are normal.
    func clean(_ reach: Int) -> Int {
      (reach - 1..<labels.count).count { labels[$0 - reach + 1...$0].allSatisfy { $0 == "0" } }
    }
    #expect(try count(files.blob) == clean(SampleFiles.window))
    #expect(try count(smooth) == clean(SampleFiles.window + 7))
  }

  @Test func theBestF1IsMarkedAsAnOracle() throws {
    let output = files.folder.file("oracle.blob")
    let run = try TrainerProcess.run(["threshold", files.blob, files.test, "--alarm", "best-f1", "-o", output])
    run.expectDone()
    #expect(run.output.contains("alarm threshold: Oracle: chosen on labels, F1 0."))
    let inspected = try TrainerProcess.run(["inspect", output, "--json"])
    #expect(inspected.output.contains("thresholds: oracle: chosen on labels (warn, alarm)"))
    let evaluated = try TrainerProcess.run(["evaluate", output, files.test])
    #expect(evaluated.output.contains("model: at the shipped alarm threshold (oracle: chosen on labels)"))
    // The next rule without labels takes the mark away.
    let again = files.folder.file("again.blob")
    try TrainerProcess.run(["threshold", output, files.test, "-o", again]).expectDone()
    #expect(!(try TrainerProcess.run(["inspect", again, "--json"]).output.contains("oracle")))
    try TrainerProcess.run(["threshold", files.blob, files.normal, "--alarm", "best-f1", "-o", again])
      .expectSentence(65, "expected labelled faults for best-f1 to choose on, found none")
    try TrainerProcess.run(["threshold", files.model, files.test, "--alarm", "best-f1", "-o", again])
      .expectSentence(64, "best-f1 chooses on labelled faults")
    try TrainerProcess.run(["train", files.normal, "--alarm", "best-f1", "-o", again])
      .expectSentence(64, "best-f1 chooses on labelled faults")
  }

  @Test func timesThatRepeatTellNoRate() throws {
    let coarse = try files.changed { lines in
      for row in lines.indices.dropFirst() {
        let rest = lines[row].drop { $0 != "," }
        lines[row] = "2024-01-01 00:00:\(row / 40 < 10 ? "0" : "")\(row / 40)" + rest
      }
    }
    let output = files.folder.file("new.blob")
    try TrainerProcess.run(["threshold", files.blob, coarse, "--alarm", "per-day:1", "-o", output])
      .expectSentence(65, "expected times that tell how far rows lie apart, found ")
    try TrainerProcess.run(["threshold", files.blob, coarse, "-o", output]).expectDone()
  }

  @Test func whatCannotBeIsSaid() throws {
    let output = files.folder.file("new.blob")
    let timeless = try files.changed { lines in
      for row in lines.indices { lines[row] = String(lines[row].drop { $0 != "," }.dropFirst()) }
    }
    try TrainerProcess.run(["threshold", files.blob, timeless, "--alarm", "per-day:1", "-o", output])
      .expectSentence(65, "expected the time between samples for alarms a day")
    try TrainerProcess.run(["threshold", files.blob, files.test, "--alarm", "best", "-o", output])
      .expectSentence(64, "percentile:P or blocks:P")
    try TrainerProcess.run([
      "threshold", files.blob, files.test, "--warn", "sigma:9", "--alarm", "sigma:3", "-o", output,
    ])
    .expectSentence(64, "--warn must not be stricter than --alarm")
    try TrainerProcess.run(["threshold", files.blob, files.test, "-o", files.blob]).expectSentence(64, files.blob)
    let faulty = try files.changed { lines in
      guard let label = lines[0].split(separator: ",").firstIndex(of: "label") else { return }
      for row in 1..<lines.count {
        var fields = lines[row].split(separator: ",", omittingEmptySubsequences: false)
        fields[label] = "1"
        lines[row] = fields.joined(separator: ",")
      }
    }
    try TrainerProcess.run(["threshold", files.blob, faulty, "-o", output])
      .expectSentence(65, "that are all labelled normal, found none")
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
