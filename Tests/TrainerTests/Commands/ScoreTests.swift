import AnomalyData
import AnomalyExport
import Foundation
import Testing

@testable import trainer

@Suite struct ScoreTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func theFileHoldsWhatTheRuntimeSays() throws {
    try TrainerProcess.run(["score", files.blob, files.test, "-o", files.folder.file("s.csv")]).expectDone()
    let text = try files.folder.text("s.csv")
    #expect(text.hasPrefix("row,time,score,p_value,verdict,column\n"))
    let names = ["speed", "current", "vibration_rms", "pressure", "flow", "temperature"]

    let blob = try LoadedBlob(path: files.blob)
    var options = ReadOptions()
    options.columns = names
    let frame = try Frame(reading: [files.test], options: options)
    let windows = try Windows(of: frame, length: SampleFiles.window)
    let expected = try blob.scores(of: (0..<windows.count).flatMap { frame.values[windows.span($0)] })
    #expect(column("score", of: text).compactMap(Float.init) == expected)
    #expect(column("row", of: text).compactMap(Int.init) == Array(SampleFiles.window - 1..<SampleFiles.rows))
    #expect(column("column", of: text).allSatisfy(names.contains))

    let levels = blob.blob.score
    let verdicts = expected.map { $0 > levels.alarm ? "alarm" : $0 > levels.warn ? "warn" : "normal" }
    #expect(column("verdict", of: text) == verdicts)
    #expect(column("p_value", of: text).compactMap(Float.init).allSatisfy { $0 > 0 && $0 <= 1 })
  }

  @Test func rowsMayHaveTheMeanOrHighestOfTheirWindows() throws {
    let last = try TrainerProcess.run(["score", files.blob, files.test])
    let scores = column("score", of: last.output).compactMap(Float.init)
    for (kind, combine) in [("mean", { $0.reduce(0, +) / Float($0.count) }), ("max", { $0.max() ?? 0 })]
      as [(String, (ArraySlice<Float>) -> Float)]
    {
      let run = try TrainerProcess.run(["score", files.blob, files.test, "--rows", kind])
      run.expectDone()
      #expect(run.error.contains("note: the score of a row is the ") && run.error.contains("not causal"))
      let found = column("score", of: run.output).compactMap(Float.init)
      #expect(column("row", of: run.output).compactMap(Int.init) == Array(0..<SampleFiles.rows))
      for (row, score) in found.enumerated() {
        let expected = combine(scores[max(0, row - SampleFiles.window + 1)...min(row, scores.count - 1)])
        #expect(abs(score - expected) <= 1e-5 * abs(expected))
      }
    }
    try TrainerProcess.run(["score", files.blob, files.test, "--rows", "max", "--reconstruction"])
      .expectSentence(64, "--reconstruction is that of one window")
  }

  @Test func theReconstructionIsInPhysicalUnits() throws {
    let scores = try TrainerProcess.run(["score", files.model, files.test, "--reconstruction"])
    scores.expectDone()
    #expect(scores.output.hasPrefix("row,time,score,p_value,verdict,column,expected speed,expected current,"))
    let speed = column("expected speed", of: scores.output).compactMap(Float.init)
    #expect(speed.count == SampleFiles.rows - SampleFiles.window + 1)
    // The pump turns at some thousand revolutions a minute; scaled values would lie around 0.
    #expect(speed.reduce(0, +) / Float(speed.count) > 500)
  }

  @Test func theReconstructionOfARowIsTheWholeRow() throws {
    let words = ["train", files.normal, "-o", files.model, "--row-samples", "--epochs", "1", "-q"]
    try TrainerProcess.run(words).expectDone()
    let scores = try TrainerProcess.run(["score", files.model, files.test, "--reconstruction"])
    scores.expectDone()
    #expect(scores.output.hasPrefix("row,time,score,p_value,verdict,column,expected speed [rpm],expected current [A],"))
    #expect(column("expected temperature [degC]", of: scores.output).compactMap(Float.init).count == SampleFiles.rows)
  }

  @Test func noWindowCrossesAFile() throws {
    let head = try files.changed { $0.removeSubrange(3...) }
    let both = try TrainerProcess.run(["score", files.blob, head, files.test])
    both.expectDone()
    let alone = try TrainerProcess.run(["score", files.blob, files.test])
    #expect(column("score", of: both.output) == column("score", of: alone.output))
    #expect(column("row", of: both.output).first == "\(2 + SampleFiles.window - 1)")
  }

  @Test func aPictureReadsTheScoresBack() throws {
    let scores = files.folder.file("s.csv")
    try TrainerProcess.run(["score", files.blob, files.test, "-o", scores]).expectDone()
    let read = try ScoreFile(path: scores, rowCount: SampleFiles.rows)
    let text = try files.folder.text("s.csv")
    let written = column("score", of: text).compactMap(Float.init)
    #expect(Array(read.scores.dropFirst(SampleFiles.window - 1)) == written)
    #expect(read.alarms?.count { $0 } == column("verdict", of: text).count { $0 == "alarm" })
    let picture = ["picture", files.test, scores, "--blob", files.blob, "-o", files.folder.file("p.svg")]
    try TrainerProcess.run(picture).expectDone()
    #expect(try files.folder.text("p.svg").contains("labelled faults found"))
  }

  @Test func missingSamplesNeverGiveABadNumber() throws {
    let gaps = try files.changed { lines in
      for index in 10..<30 { lines[index] = lines[index].replacingField(2, by: index % 2 == 0 ? "" : "inf") }
      for index in 60..<80 { for place in 1...6 { lines[index] = lines[index].replacingField(place, by: "NaN") } }
    }
    let scores = try TrainerProcess.run(["score", files.blob, gaps])
    scores.expectDone()
    #expect(column("score", of: scores.output).compactMap(Float.init).allSatisfy { $0.isFinite })
    let unknown = column("verdict", of: scores.output).enumerated().filter { $0.element == "unknown" }.map(\.offset)
    #expect(unknown.contains(70 - SampleFiles.window) && unknown.count < 25)
    try TrainerProcess.run(["evaluate", files.blob, gaps]).expectDone()
  }
}
