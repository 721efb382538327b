import AnomalyFormat
import Testing

@testable import trainer

@Suite struct DecisionArgumentTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func rulesAreReadAsTheyAreWritten() {
    for text in ["none", "mean:2", "mean:64", "ewma:0.25", "ewma:1.0", "votes:1/2", "votes:32/32"] {
      #expect(SmoothingRule.parsed(text)?.text == text)
    }
    let wrong = [
      "", "mean", "mean:", "mean:1", "mean:65", "mean:2:3", "ewma:0", "ewma:1.5", "ewma:nan", "ewma:-1", "votes:3",
      "votes:0/5", "votes:6/5", "votes:3/33", "votes:3/5/7", "median:3",
    ]
    for text in wrong { #expect(SmoothingRule.parsed(text) == nil, "\(text)") }
  }

  @Test func aBlobSaysAndDoesWhatWasAsked() throws {
    let blob = files.folder.file("decides.blob")
    let options = ["--smooth", "mean:4", "--hysteresis", "0.25", "--hold", "7"]
    let export = try TrainerProcess.run(["export", files.model, "-o", blob] + options)
    export.expectDone()
    #expect(export.output.contains("mean:4"))
    let inspect = try TrainerProcess.run(["inspect", blob])
    #expect(inspect.output.contains("smoothing of a stream") && inspect.output.contains("mean:4"))
    #expect(inspect.output.contains("25 % below") && inspect.output.contains("7 windows after"))
    let scores = try TrainerProcess.run(["score", blob, files.test]).output
    let raw = column("score", of: scores).compactMap(Float.init)
    let smoothed = column("smoothed", of: scores).compactMap(Float.init)
    #expect(raw.count == smoothed.count && raw.count > 8)
    for index in 3..<raw.count {
      let mean = raw[index - 3...index].reduce(0, +) / 4
      #expect(abs(mean - smoothed[index]) <= 1e-5 * max(1, mean))
    }
    try TrainerProcess.run(["evaluate", blob, files.test]).expectDone()
  }

  @Test func whatDoesNotFitIsOneSentence() throws {
    func error(_ options: [String]) throws -> String {
      let run = try TrainerProcess.run(["export", files.model, "-o", files.folder.file("x.blob")] + options)
      #expect(run.code != 0)
      return run.error
    }
    #expect(try error(["--smooth", "votes:2/3", "--hysteresis", "0.1"]).contains("give --hold instead"))
    #expect(try error(["--hysteresis", "1"]).contains("0.0 to 0.99"))
    #expect(try error(["--carry-state"]).contains("only forecasters of recurrent layers"))
  }

  @Test func aForecasterCarriesItsState() throws {
    let model = files.folder.file("forecaster.anomaly")
    let blob = files.folder.file("carried.blob")
    try TrainerProcess.run(
      ["train", files.normal, "-o", model, "--model", "gru-forecaster", "--window", "8", "--epochs", "1", "-q"]
    ).expectDone()
    let export = try TrainerProcess.run(["export", model, "-o", blob, "--carry-state"])
    export.expectDone()
    #expect(export.output.contains("change by carrying state, median"))
    #expect(try TrainerProcess.run(["inspect", blob]).output.contains("carried from sample to sample"))
    let scores = try TrainerProcess.run(["score", blob, files.test]).output
    #expect(column("score", of: scores).count == SampleFiles.rows - 1)
  }
}
