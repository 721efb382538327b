import Foundation
import Testing

@testable import trainer

@Suite struct PlotTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func plot(_ words: String...) throws -> String {
    let run = try TrainerProcess.run(["plot"] + words)
    run.expectDone()
    return run.output
  }

  @Test func theTerminalShowsColumnsLabelsAndTime() throws {
    let text = try plot(files.test, "flow", "pressure", "--width", "60", "--height", "3")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0] == "test.csv: 240 rows")
    #expect(lines[2].hasSuffix("flow [l/min]") && lines[7].hasSuffix("pressure [bar]"))
    #expect(lines.allSatisfy { $0.count <= 60 && $0.last != " " })
    #expect(lines.contains { $0.contains("label") && $0.contains("█") })
    let time = try #require(column("time", of: try files.folder.text("test.csv")).first)
    #expect(lines.contains { $0.contains(time) })
  }

  @Test func aPictureHoldsTheChosenRows() throws {
    let svg = files.folder.file("p.svg")
    _ = try plot(files.test, "flow", "--rows", "40-90", "-o", svg)
    let picture = try files.folder.text("p.svg")
    #expect(picture.contains("51 rows, 1 of 1 columns<") || picture.contains(">51 rows<"))
    #expect(picture.contains(">flow <tspan"))
    #expect(!picture.contains("anomaly score"))
  }

  @Test func scoresAreDrawnWithAlarmsAndThresholds() throws {
    let scores = files.folder.file("scores.csv")
    try TrainerProcess.run(["score", files.blob, files.test, "-o", scores]).expectDone()
    #expect(try plot(scores).contains("          score\n"))
    let svg = files.folder.file("s.svg")
    _ = try plot(scores, "--blob", files.blob, "-o", svg)
    let picture = try files.folder.text("s.svg")
    #expect(picture.contains("anomaly score") && picture.contains("alarm threshold") && picture.contains(">alarms<"))
  }

  @Test func badInputsAreRefused() throws {
    func run(_ words: String...) throws -> TrainerProcess.Ending { try TrainerProcess.run(["plot"] + words) }
    try run(files.test, "flw").expectSentence(65, "did you mean flow")
    try run(files.test, "--rows", "9-3").expectSentence(
      64, "--rows needs a first and a last row such as 100-250, got 9-3")
    try run(files.test, "--rows", "0-240").expectSentence(64, "has rows 0-239, got --rows 0-240")
    try run(files.test, "-o", "/nowhere/p.svg").expectSentence(73, "cannot write /nowhere/p.svg")
    try run(files.test, "--png").expectSentence(64, "--png needs a picture in a file, got none; add -o FILE.svg")
    try TrainerProcess.shell("PATH=/nowhere \"$1/trainer\" plot '\(files.test)' --png -o p.svg", in: files.folder)
      .expectSentence(69, "--png needs rsvg-convert or chromium to draw a picture, found none in PATH")
  }
}
