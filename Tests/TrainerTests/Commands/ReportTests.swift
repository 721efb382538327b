import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import trainer

@Suite struct ReportTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func report(_ words: String...) throws -> String {
    let page = files.folder.file("report.html")
    try TrainerProcess.run(["report"] + words + ["-o", page]).expectDone()
    return try files.folder.text("report.html")
  }

  private func isWellFormed(_ html: String) -> Bool {
    XMLParser(data: Data(html.replacing("<!DOCTYPE html>", with: "").utf8)).parse()
  }

  /// `test.csv` without its last column, the labels.
  private func withoutLabels() throws -> String {
    try files.changed { lines in
      for index in lines.indices { lines[index] = String(lines[index].dropLast(index == 0 ? 6 : 2)) }
    }
  }

  @Test func aModelFileFillsEverySectionButThatOfPrototypes() throws {
    let html = try report(files.model, files.test)
    #expect(isWellFormed(html))
    let names = [
      "overview", "signals", "events", "contributions", "expectations", "scores", "baselines", "prototypes",
      "quantisation", "training", "provenance",
    ]
    for name in names { #expect(html.contains("<section id=\"\(name)\">")) }
    #expect(html.components(separatedBy: "Not shown: ").count == 2)
    #expect(html.contains("Not shown: the model has no memory of prototypes."))
    for text in [
      "labelled anomaly", "ROC", "Precision and recall", "1-nn", "validation loss", "float32 score", "weights kept",
      ">expected<", "FNV-1a of values", "CRC-32C",
    ] { #expect(html.contains(text), "\(text)") }
    #expect(html.utf8.count < 1_000_000)
  }

  @Test func equalInputsGiveEqualBytes() throws {
    #expect(try report(files.model, files.test) == report(files.model, files.test))
  }

  @Test func figuresAreThoseOfEvaluate() throws {
    let html = try report(files.blob, files.test)
    let run = try TrainerProcess.run(["evaluate", files.blob, files.test])
    let model = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("model") })
    let cells = model.split(separator: " ")
    // VUS-PR, PR-AUC, ROC-AUC and F1.
    for place in [1, 3, 4, 5] { #expect(html.contains(">\(cells[place])<"), "\(cells[place])") }
  }

  @Test func aBlobSaysWhatItsModelFileWouldAdd() throws {
    let alone = try report(files.blob, files.test)
    #expect(alone.contains("Not shown: a blob holds no record of its training; name the model file with --model."))
    #expect(alone.contains("Not shown: the model file that the blob came from is not given; name it with --model."))
    #expect(alone.contains("pca, k-means and 1-nn need normal windows"))
    let both = try report(files.blob, files.test, "--model", files.model)
    #expect(both.components(separatedBy: "Not shown: ").count == 2)
    #expect(both.contains("training windows in the model file"))
  }

  @Test func recordingsWithoutLabelsLeaveOutWhatNeedsThem() throws {
    let html = try report(files.model, try withoutLabels())
    #expect(isWellFormed(html))
    #expect(html.contains("The recordings carry no labels, so that nothing here says whether that is right."))
    #expect(html.contains("Not shown: the recordings carry no labels to compare with."))
    #expect(html.contains("the confusion are not shown: the recordings carry no labels."))
    let normal = try report(files.model, files.normal)
    #expect(normal.contains("No labelled row is anomalous"))
  }

  @Test func namesFromDataAreEscaped() throws {
    let nasty = "pressure <i>&'x'</i>"
    let normal = try files.changed("normal.csv") { $0[0] = $0[0].replacing("pressure [bar]", with: nasty) }
    let test = try files.changed { $0[0] = $0[0].replacing("pressure [bar]", with: nasty) }
    let renamed = files.folder.file("<u>&.csv")
    try FileManager.default.moveItem(atPath: test, toPath: renamed)
    let model = files.folder.file("nasty.anomaly")
    try TrainerProcess.run(SampleFiles.training(normal, model)).expectDone()
    let html = try report(model, renamed)
    #expect(isWellFormed(html))
    #expect(html.contains("pressure &lt;i&gt;&amp;'x'&lt;/i&gt;") && html.contains("&lt;u&gt;&amp;.csv"))
    #expect(!html.contains("<i>&amp;") && !html.contains("<u>"))
  }

  @Test func aMemoryNetworkShowsItsPrototypes() throws {
    let model = files.folder.file("memory.anomaly")
    try TrainerProcess.run(
      SampleFiles.training(files.normal, model) + ["--model", "memory-autoencoder", "--slots", "8"]
    )
    .expectDone()
    let html = try report(model, files.test)
    #expect(html.contains("The memory holds 8 prototypes"))
    #expect(html.contains("bold, what the decoder makes of the prototype alone"))
    #expect(html.contains("class=\"line s0 bold\"") && html.contains("Use of all 8 prototypes"))
    let blob = files.folder.file("memory.blob")
    try TrainerProcess.run(["export", model, "-o", blob, "-q"]).expectDone()
    #expect(try report(blob, files.test).contains("With --model the decoded prototypes are drawn too."))
  }

  @Test func aForecasterShowsWhatItExpected() throws {
    let model = files.folder.file("forecaster.anomaly")
    try TrainerProcess.run(SampleFiles.training(files.normal, model) + ["--model", "gru-forecaster"]).expectDone()
    let html = try report(model, files.test)
    #expect(html.contains("error, normal rows") && html.contains("data-name=\"expected\""))
  }

  @Test func rowsThatAreWindowsAreDrawnAsCurves() throws {
    let rows = (0..<60).map { row in "\(row % 3),2,\(row % 5),\(row == 50 ? 9 : 1),\(row == 50 ? 1 : 0)" }
    try files.folder.write("a,b,c,d,label\n" + rows.joined(separator: "\n") + "\n", to: "beats.csv")
    let (beats, model) = (files.folder.file("beats.csv"), files.folder.file("beats.anomaly"))
    try TrainerProcess.run(
      ["train", beats, "--row-samples", "--normal", "label=0", "--epochs", "1", "--quiet", "-o", model]
    ).expectDone()
    let html = try report(model, beats)
    #expect(html.contains("Each row is a window of its own"))
    #expect(html.contains("Not shown: the model reads one column, which makes up every score."))
    #expect(html.contains("value of the row"))
  }

  @Test func severalFilesAreDrawnOneByOne() throws {
    let html = try report(files.blob, files.test, files.normal)
    #expect(html.contains("<summary>normal.csv: 240 rows") && html.contains("File by file"))
  }

  @Test func badInputsAreRefused() throws {
    let page = files.folder.file("report.html")
    func run(_ words: String...) throws -> TrainerProcess.Ending { try TrainerProcess.run(["report"] + words) }
    try run(files.model, "-o", page).expectSentence(64, "expected DATA.csv, got nothing")
    try run(files.model, files.test).expectSentence(64, "option --output is required")
    try run(files.test, files.test, "-o", page).expectSentence(65, "is neither a model file nor a blob")
    try run(files.model, files.test, "-o", "/nowhere/report.html")
      .expectSentence(73, "cannot write /nowhere/report.html: no such file or directory")
    try run(files.model, files.test, "-o", files.test).expectSentence(
      64, "is an input or another output of this command")
    try run(files.model, files.test + "x", "-o", page).expectSentence(65, "cannot read")
    try run(files.blob, files.test, "--model", files.blob, "-o", page)
      .expectSentence(65, "is a blob for devices and cannot be exported again")
    try run(files.model, files.test, "--png", "-o", "-").expectSentence(64, "--png needs a page in a file")
    #expect(!FileManager.default.fileExists(atPath: page))
  }

  @Test func theModelFileMustReadTheSameColumns() throws {
    let other = files.folder.file("other.anomaly")
    try TrainerProcess.run(SampleFiles.training(files.normal, other) + ["--columns", "flow,speed"]).expectDone()
    try TrainerProcess.run(
      ["report", files.blob, files.test, "--model", other, "-o", files.folder.file("report.html")]
    ).expectSentence(64, "name the model file that the blob was exported from")
  }

  @Test func withoutABrowserThereIsNoPNG() throws {
    let run = try TrainerProcess.shell(
      "PATH=/nowhere \"$1/trainer\" report '\(files.blob)' '\(files.test)' --png -o report.html", in: files.folder)
    run.expectSentence(69, "--png needs chromium to draw a page, found none in PATH")
    #expect(!FileManager.default.fileExists(atPath: files.folder.file("report.html")))
  }
}
