import Foundation
import Testing

@testable import trainer

@Suite struct EvaluateTests {
  private struct Report: Decodable {
    struct Line: Decodable {
      var scores: String
      var rocAUC: Double
      var prAUC: Double
      var accuracy: Double
      var precision: Double
      var recall: Double
      var f1: Double
      var falseAlarmRate: Double
      var missedAlarmRate: Double
    }
    var rows: Int
    var scored: Int
    var anomalous: Int
    var lines: [Line]
  }

  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func theJSONHoldsSaneMetrics() throws {
    let run = try TrainerProcess.run(["evaluate", files.blob, files.test, files.test, "--json"])
    run.expectDone()
    let report = try JSONDecoder().decode(Report.self, from: run.outputBytes)
    let labels = column("label", of: try files.folder.text("test.csv"))
    #expect(report.rows == 2 * SampleFiles.rows)
    #expect(report.scored == 2 * (SampleFiles.rows - SampleFiles.window + 1))
    #expect(report.anomalous == 2 * labels.dropFirst(SampleFiles.window - 1).count { $0 == "1" })
    #expect(report.lines.map(\.scores) == ["model", "random", "l2-norm"])
    for line in report.lines {
      let shares = [
        line.rocAUC, line.prAUC, line.accuracy, line.precision, line.recall, line.f1, line.falseAlarmRate,
        line.missedAlarmRate,
      ]
      #expect(shares.allSatisfy { (0...1).contains($0) })
      #expect(abs(line.recall + line.missedAlarmRate - 1) < 1e-9)
    }
  }

  @Test func theTableHoldsTheSameNumbers() throws {
    let json = try TrainerProcess.run(["evaluate", files.blob, files.test, "--json"])
    let report = try JSONDecoder().decode(Report.self, from: json.outputBytes)
    let table = try TrainerProcess.run(["evaluate", files.blob, files.test])
    table.expectDone()
    for line in report.lines {
      #expect(table.output.contains("\(String(format: "%.4f", line.rocAUC))"))
      #expect(table.output.contains("\(String(format: "%.2f %%", 100 * line.missedAlarmRate))"))
    }
    #expect(table.output.contains("\(report.scored) of \(report.rows) rows have a score"))
  }

  @Test func labelsAreNeeded() throws {
    let bare = try files.changed { lines in
      for index in lines.indices { lines[index] = String(lines[index].dropLast(index == 0 ? 6 : 2)) }
    }
    try TrainerProcess.run(["evaluate", files.blob, bare]).expectSentence(65, "expected a label column")
    try TrainerProcess.run(["evaluate", files.blob, files.test, bare]).expectSentence(65, "in every file, found none")
    try TrainerProcess.run(["evaluate", files.blob, files.test, "--label", "labl"])
      .expectSentence(65, "has no column labl; did you mean label?")
  }
}
