import Foundation
import Testing

@testable import trainer

/// Recordings that cannot be used: each ends with exit code 65 and a sentence that says which file, what and what to try.
@Suite struct BadTableTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func expectBoth(_ path: String, _ fragment: String, sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    let output = files.folder.file("never")
    try TrainerProcess.run(SampleFiles.training(path, output))
      .expectSentence(65, "\(path)\(fragment)", sourceLocation: sourceLocation)
    try TrainerProcess.run(["score", files.blob, path])
      .expectSentence(65, "\(path)\(fragment)", sourceLocation: sourceLocation)
    #expect(!FileManager.default.fileExists(atPath: output), sourceLocation: sourceLocation)
  }

  @Test func filesWithoutRows() throws {
    try files.folder.write("", to: "empty.csv")
    try expectBoth(files.folder.file("empty.csv"), " is empty; expected a line of column names")
    try expectBoth(try files.changed { $0.removeSubrange(1...) }, " ends after its line of column names")
    try TrainerProcess.run(["score", files.blob, files.folder.file("none.csv")])
      .expectSentence(65, "none.csv: no such file or directory; check the path")
    let hollow = files.folder.file("hollow")
    try FileManager.default.createDirectory(atPath: hollow, withIntermediateDirectories: false)
    try TrainerProcess.run(["score", files.blob, hollow]).expectSentence(65, "hollow holds no table; expected files")
  }

  @Test func rowsThatAreWrong() throws {
    try expectBoth(try files.changed { $0[7] += ",1" }, ", line 8: expected 8 fields as in the first line, found 9")
    try expectBoth(
      try files.changed { $0[9] = $0[9].replacingField(3, by: "broken") },
      ", line 10, column vibration_rms [mm/s]: expected a number, found \"broken\"; correct it")
    try expectBoth(
      try files.changed { $0[9] = $0[9].replacingField(3, by: "x\"y\u{1B}[0m\r z") },
      ", line 10, column vibration_rms [mm/s]: expected a number, found '")
    try expectBoth(
      try files.changed { $0[5] = String(repeating: "7", count: (1 << 20) + 1) }, ", line 6: longer than 1048576 bytes")
  }

  @Test func columnsThatAreNotThere() throws {
    let renamed = try files.changed { $0[0] = $0[0].replacingOccurrences(of: "flow", with: "flwo") }
    try TrainerProcess.run(["score", files.blob, renamed])
      .expectSentence(65, "has no column flow, which the model was trained on; rename flwo [l/min] if it is the same")
    let absent = try files.changed { $0[0] = $0[0].replacingOccurrences(of: "flow [l/min]", with: "x") }
    try TrainerProcess.run(["evaluate", files.blob, absent])
      .expectSentence(65, "has no column flow, which the model was trained on; its first line must name it")
    try TrainerProcess.run(SampleFiles.training(files.normal, files.model) + ["--columns", "flow,curent"])
      .expectSentence(65, "has no column curent; did you mean current [A]?")
    try TrainerProcess.run(SampleFiles.training(files.normal, files.model) + ["--normal", "label=7"])
      .expectSentence(65, "has label=7; check the value")
  }

  @Test func tooFewRows() throws {
    let short = try files.changed { $0.removeSubrange(SampleFiles.window...) }
    for command in ["score", "evaluate"] {
      try TrainerProcess.run([command, files.blob, short])
        .expectSentence(65, "scores windows of 4 consecutive rows, found at most 3; give a longer recording")
    }
    try TrainerProcess.run(SampleFiles.training(short, files.model))
      .expectSentence(65, "rows to train, validate and calibrate with windows of 4, found 3")
    try TrainerProcess.run(["train", files.normal, "-o", files.model, "--window", "200"])
      .expectSentence(65, "with windows of 200, found 240; take a shorter window or more data")
  }

  @Test func aColumnWithoutAnyNumber() throws {
    let hollow = try files.changed("normal.csv") { lines in
      for index in lines.indices.dropFirst() { lines[index] = lines[index].replacingField(2, by: "NaN") }
    }
    try TrainerProcess.run(SampleFiles.training(hollow, files.model))
      .expectSentence(65, "column current [A] holds no number in any row; leave it out with --exclude")
    try TrainerProcess.run(SampleFiles.training(hollow, files.model) + ["--exclude", "current"]).expectDone()
  }

  @Test func gapsInEveryWindow() throws {
    let gaps = try files.changed("normal.csv") { lines in
      for index in stride(from: 2, to: lines.count, by: 3) { lines[index] = lines[index].replacingField(2, by: "") }
    }
    try TrainerProcess.run(SampleFiles.training(gaps, files.model))
      .expectSentence(65, "windows without missing samples, but each of the")
  }

  @Test func aWindowLargerThanTheRuntimeTakes() throws {
    let names = (0..<70).map { "a\($0)" }.joined(separator: ",")
    let row = (0..<70).map { "\($0 % 9)" }.joined(separator: ",")
    try files.folder.write(([names] + [String](repeating: row, count: 36000)).joined(separator: "\n"), to: "wide.csv")
    try TrainerProcess.run(["train", files.folder.file("wide.csv"), "-o", files.model, "--window", "4000", "-q"])
      .expectSentence(65, "a window of 280000 values is more than the 262144 that the runtime takes")
  }
}
