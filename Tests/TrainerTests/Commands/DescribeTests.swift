import AnomalyData
import Foundation
import Testing

@testable import trainer

@Suite struct DescribeTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let rows = (0..<100).map { row in "\(row < 50 ? row : row + 200);\(row % 10),5;\(row == 3 ? "" : "7")" }
    try folder.write("# a logger\ntime;speed [m/s];still\n" + rows.joined(separator: "\n"), to: "log.csv")
    try folder.write("x,y,z\n1,2,3\n", to: "other.csv")
    try folder.write("start,end\n10,19\n", to: "labels.csv")
  }

  private func describe(_ words: String...) throws -> TrainerProcess.Ending {
    try TrainerProcess.run(["describe", folder.file("log.csv"), "--comment", "#"] + words)
  }

  @Test func tellsWhatToDoAboutWhatItFinds() throws {
    let run = try describe("--labels", folder.file("labels.csv"))
    run.expectDone()
    for sentence in [
      "log.csv: 100 rows, 2 columns, 1 run, a row every 1 s", "from 0 to 299",
      "1 gaps of more than 2 s, the longest 3.35 min; so that no window lies over one: --max-gap 2s",
      "1 rows (1.00 %) miss a sample", "labels: 10 rows (10.00 %) in 1 stretch\n", "column still never changes",
      "repeat after 10 rows; a window to begin with: --window 10", "speed   m/s     0.5     5       9.5",
    ] { #expect(run.output.contains(sentence), "\(sentence) in \(run.output)") }
  }

  @Test func theSameAsJSONAndAsAPicture() throws {
    let run = try describe("--json", "--max-gap", "2s", "--picture", folder.file("log.svg"))
    run.expectDone()
    let description = try JSONDecoder().decode(TableDescription.self, from: run.outputBytes)
    #expect(description.runs == 2 && description.time?.gaps == 0 && description.columns[1].missing == 1)
    #expect(try folder.text("log.svg").contains("gap or end of a run"))
  }

  @Test func mistakesHaveTheirSentences() throws {
    try describe("--resample", "often").expectSentence(64, "--resample needs a time such as 500ms")
    try describe("--missing", "guess").expectSentence(64, "--missing needs keep, drop, forward or linear")
    try describe("--max-gap", "0").expectSentence(64, "--max-gap needs a time such as 500ms")
    try describe("--time-format", "%Q").expectSentence(64, "--time-format needs a pattern such as")
    try describe("--rename", "speed").expectSentence(64, "--rename needs a name, = and the new name")
    try TrainerProcess.run(["describe", folder.file("log.csv"), "--comment", "//"])
      .expectSentence(64, "--comment needs one character")
    try describe("--columns", "#9").expectSentence(65, "has no column #9; its 3 columns are #0 to #2")
    try describe("--time-format", "%d.%m.%Y").expectSentence(65, "expected a time like those before it, found \"0\"")
    try describe("--labels", folder.file("other.csv")).expectSentence(65, "holds no labels")
    try describe("--picture", folder.file("log.csv")).expectSentence(64, "would be lost; name another file")
  }
}
