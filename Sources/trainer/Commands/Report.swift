import AnomalyData
import AnomalyEvaluation
import AnomalyExport

/// `trainer report`: one page that shows what a model made of recordings.
struct Report: Command {
  static let summary = "Write one HTML page: signals, alarms, curves, events, expectations, provenance"
  static let examples = [
    Example(
      "trainer report pump.anomaly test.csv -o report.html", "a model file knows its training and its float scores"),
    Example(
      "trainer report pump.blob test.csv --model pump.anomaly -o report.html",
      "what is on the device, and where it came from"),
    Example(
      "trainer report pump.blob today.csv --png -o today.html", "labels are not needed; a picture of the page too"),
  ]

  @Positional("BLOB", help: "a blob, or a model file") var path: String
  @Positional("DATA.csv", help: "recordings, with or without labels; each file is one run") var data: [String]
  @Option("--output", "-o", value: "FILE.html", help: "the page to write") var output: String
  @Option(
    "--model", value: "FILE", help: "the model file that BLOB was exported from: training, normal windows, float scores"
  )
  var model: String?
  @Option("--normal", value: "FILES", help: "normal recordings for the baselines that learn; a model file keeps some")
  var normal: [String] = []
  @Option("--faulty", value: "FILES", help: "recordings that are anomalous as a whole; the others then need no labels")
  var faulty: [String] = []
  @Option(
    "--buffer", value: "ROWS", in: 0...1000, help: "tolerance of VUS; the period of the first column when not given")
  var buffer: Int?
  @Flag("--png", help: "also a picture of the page beside it, by Chromium") var withPNG: Bool
  @Option("--seed", help: "seed of everything that is drawn") var seed: UInt64 = 1
  var table = TableArguments()

  func run() throws {
    let picture = withPNG ? PNGFile.path(beside: output) : nil
    let inputs = data + faulty + normal + table.labels + [path] + [model].compactMap(\.self)
    try requireDistinctFiles(outputs: [output, picture], inputs: inputs)
    if output == "-" && withPNG { throw CommandLineError.conflict("--png needs a page in a file, got standard output") }
    try AtomicFile.probe(output)
    if withPNG { try PNGFile.probe(.page) }

    let scoring = Scoring(blob: try LoadedBlob(path: path))
    let modelPath = model ?? (scoring.blob.isModelFile ? path : nil)
    let trained = try modelPath.map { modelPath in
      let loaded = modelPath == path ? scoring.blob : try LoadedBlob(path: modelPath)
      return TrainedModel(model: try Model(loaded, path: modelPath), loaded: loaded, path: modelPath)
    }
    if let trained { try requireSameColumns(trained.model, scoring) }
    let recordings = try LabelledRecordings(
      data, faulty: faulty, table, scoring, rows: .last, keepsContributions: true, keepsExpectations: true,
      requiresLabels: false)
    var evaluation: EvaluationReport?
    if recordings.isLabelled, recordings.labels.contains(true) {
      // The windows of a model file that has other ones, as where state is carried, are of no use to the baselines.
      let keeper = trained?.loaded.blob.windowCount == scoring.blob.blob.windowCount ? trained?.loaded : nil
      let normalWindows = try NormalWindows(
        normal, table, Scoring(blob: normal.isEmpty ? keeper ?? scoring.blob : scoring.blob), path: modelPath ?? path)
      evaluation = try EvaluationRun(
        scoring: scoring, recordings: recordings, normal: normalWindows, rowScore: .last, buffer: buffer, seed: seed
      ).report(causes: nil)
    }
    let source = ReportSource(
      path: path, scoring: scoring, recordings: recordings, evaluation: evaluation, model: trained, seed: seed)
    try AtomicFile.write(try source.page().html(), to: output)
    if let picture { try PNGFile.write(.page, of: output, to: picture) }
  }

  private func requireSameColumns(_ model: Model, _ scoring: Scoring) throws {
    if model.record.columnNames != scoring.columns {
      throw CommandLineError.conflict(
        "\(path) reads \(Wording.list(scoring.columns)), the model file reads \(Wording.list(model.record.columnNames)); name the "
          + "model file that the blob was exported from")
    }
  }
}
