import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import trainer

@Suite struct CompareTests {
  private struct Comparison: Decodable {
    struct Line: Decodable {
      var rocAUC: Double
      var vusPR: Double
    }
    struct Model: Decodable {
      var path: String
      var precision: String
      var blobBytes: Int
      var alarms: Int
      var metrics: Line?
      var events: Int?
      var found: Int?
    }
    var rows: Int
    var buffer: Int?
    var models: [Model]
  }

  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func compare(_ words: String...) throws -> Comparison {
    let run = try TrainerProcess.run(["compare"] + words + ["--json"])
    run.expectDone()
    return try JSONDecoder().decode(Comparison.self, from: run.outputBytes)
  }

  @Test func modelsAndRecordingsAreToldApartInAnyOrder() throws {
    let comparison = try compare(files.model, files.test, files.blob)
    #expect(comparison.models.map(\.path) == [files.model, files.blob])
    #expect(comparison.models.map(\.precision) == ["fp32", "int8"])
    #expect(comparison.rows == SampleFiles.rows)
    for model in comparison.models {
      #expect(try #require(model.metrics).rocAUC > 0.5)
      #expect(try #require(model.found) <= (try #require(model.events)))
    }
  }

  @Test func figuresAreThoseOfEvaluate() throws {
    let comparison = try compare(files.model, files.blob, files.test)
    let evaluation = try TrainerProcess.run(["evaluate", files.blob, files.test]).output
    let line = try #require(comparison.models[1].metrics)
    #expect(evaluation.contains("VUS forgives \(try #require(comparison.buffer)) rows"))
    #expect(evaluation.contains(String(format: "%.4f", line.vusPR)))
    #expect(evaluation.contains(String(format: "%.4f", line.rocAUC)))
  }

  @Test func theTableAndThePageHoldBoth() throws {
    let page = files.folder.file("compare.html")
    let run = try TrainerProcess.run(["compare", files.model, files.blob, files.test, "-o", page])
    run.expectDone()
    let html = try files.folder.text("compare.html")
    for name in ["pump.anomaly", "pump.blob"] {
      #expect(run.output.contains(name))
      #expect(html.contains("<b>\(name)</b>") && html.contains("\(name)</li>"))
    }
    #expect(XMLParser(data: Data(html.replacing("<!DOCTYPE html>", with: "").utf8)).parse())
  }

  @Test func recordingsWithoutAnomaliesShowAlarmsAlone() throws {
    let comparison = try compare(files.model, files.blob, files.normal)
    #expect(comparison.buffer == nil && comparison.models.allSatisfy { $0.metrics == nil })
    let run = try TrainerProcess.run(["compare", files.model, files.blob, files.normal])
    #expect(run.output.contains("No row is labelled anomalous: how many alarms are right is not known."))
  }

  @Test func badInputsAreRefused() throws {
    func run(_ words: String...) throws -> TrainerProcess.Ending { try TrainerProcess.run(["compare"] + words) }
    try run(files.blob, files.test).expectSentence(64, "expected at least two models or blobs to compare, got 1")
    try run(files.blob, files.model).expectSentence(64, "expected a recording to compare on, got models alone")
    try run(files.blob, files.model + "x", files.test).expectSentence(65, "cannot read")
    try run(files.blob, files.model, files.test, "--png").expectSentence(64, "--png needs a page in a file")
    try run(files.blob, files.model, files.test, "-o", files.blob).expectSentence(64, "is an input or another output")
  }
}
