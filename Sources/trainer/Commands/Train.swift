import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyModels
import AnomalyNN
import AnomalyTraining
import Foundation

/// `trainer train`: from readings of normal operation to a model file.
struct Train: Command {
  static let summary = "Learn what normal looks like from CSV and write a model file"
  static let examples = [
    Example("trainer train normal.csv -o pump.anomaly", "an autoencoder, everything else by its default"),
    Example(
      "trainer train run1.csv run2.csv --model memory-autoencoder --window 32 -o pump.anomaly",
      "each file is one run; no window crosses from one into the other"),
    Example(
      "trainer train beats.csv --row-samples --normal class=1 -o beats.anomaly",
      "each row is one window; only rows of class 1 are normal"),
  ]

  @Positional("DATA.csv", help: "readings of normal operation; each file is one run") var data: [String]
  @Option("--output", "-o", value: "FILE", help: "the model file to write, usually NAME.anomaly") var output: String
  var model = ModelArguments()
  @Option("--columns", value: "LIST", help: "columns to learn from; all readings when not given")
  var columns: [String] = []
  var table = TableArguments()
  @Option("--normal", value: "COLUMN=VALUE", help: "train only on the rows whose column has this value")
  var normal: String?
  @Flag("--row-samples", help: "each row is one window of one variable: a heartbeat, a spectrum, an image")
  var isRowSamples: Bool
  @Option("--window", "-w", value: "ROWS", in: 1...4096, help: "rows that the model sees of a window; without it one period of the data")
  var window: Int?
  @Option("--stride", value: "ROWS", in: 1...4096, help: "rows from one window to the next, here and on the device")
  var stride = 1
  @Option("--scaler", help: "how readings are scaled") var scaler = Scaler.Kind.standard
  @Option("--epochs", in: 0...1_000_000, help: "the most passes over the training windows") var epochs = 100
  @Option("--batch", in: 1...65536, help: "windows in a step") var batch = 64
  @Option("--learning-rate", in: 1e-8...10, help: "step size of Adam") var learningRate: Float = 1e-3
  @Option("--patience", in: 0...1_000_000, help: "passes without a better validation loss before the end; 0 is never")
  var patience = 10
  @Option("--seed", help: "seed of every random number") var seed: UInt64 = 1
  @Option("--threads", in: 1...256, help: "threads; the result does not depend on them; all cores when not given")
  var threads: Int?
  @Option(
    "--warn-percentile", in: 50...99.999, help: "calibration scores that stay below the warn threshold, in percent")
  var warnPercentile = 98.0
  @Option("--alarm-percentile", in: 50...99.999, help: "the same for the alarm threshold") var alarmPercentile = 99.5
  @Flag("--quiet", "-q", help: "only errors") var isQuiet: Bool

  func run() throws {
    try checkTogether()
    // Better now than after an hour of training.
    try AtomicFile.probe(output)
    let frame = try Frame(reading: data, options: readOptions())
    let choice = try model.choice(columns: frame.columnNames)
    let prepared = try TrainingData(
      frame, window: choice.inputSteps ?? window, horizon: choice.horizon, stride: stride, isRowSamples: isRowSamples, scaler: scaler)
    prepared.notes.forEach { say("note: \($0)") }

    let graph = try choice.graph(window: prepared.shape)
    say(
      "\(choice.name): \(prepared.shape.steps) × \(prepared.shape.channels) values a window, "
        + "\(graph.parameterCount) parameters; windows: \(prepared.training.complete.count) training, "
        + "\(prepared.validation.complete.count) validation, \(prepared.calibration.complete.count) calibration")

    try Exporter.check(graph)
    let result = try train(graph, on: prepared)
    say(result.record.summary)
    let trained = Model(
      record: record(choice.name, graph, prepared, result.record), parameters: result.parameters,
      trainingWindows: Model.evenSample(frame.values, spans: prepared.spans(prepared.training)),
      calibrationWindows: Model.evenSample(frame.values, spans: prepared.spans(prepared.calibration)))
    let export = try Exporter(trained).modelFile()
    try AtomicFile.write(export.bytes, to: output)
    say("warn threshold: \(export.levels.warn.note)")
    say("alarm threshold: \(export.levels.alarm.note)")
    say("wrote \(output), \(export.bytes.count) bytes")
  }

  private func say(_ sentence: String) {
    if !isQuiet { FileHandle.standardError.write(Data("\(sentence)\n".utf8)) }
  }

  private func readOptions() throws -> ReadOptions {
    var options = table.options
    options.columns = columns.isEmpty ? nil : columns
    if let normal {
      guard let filter = RowFilter(normal) else {
        throw CommandLineError.conflict("--normal expects COLUMN=VALUE such as class=1, got \(normal)")
      }
      options.filter = filter
    }
    return options
  }

  /// What is right alone but not together.
  private func checkTogether() throws(CommandLineError) {
    try requireDistinctFiles(outputs: [output], inputs: data)
    if isRowSamples && window != nil {
      throw .conflict("--row-samples makes each row a window, so --window cannot be given with it")
    }
    if warnPercentile > alarmPercentile {
      throw .conflict(
        "--warn-percentile must not be above --alarm-percentile, got \(warnPercentile) and \(alarmPercentile)")
    }
  }

  private func train(_ graph: Graph, on data: TrainingData) throws -> TrainingResult {
    var options = TrainingOptions()
    options.epochs = epochs
    options.batch = batch
    options.learningRate = learningRate
    options.patience = patience
    options.seed = seed
    let training = try Training(
      graph: graph, options: options, threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    var line = ProgressLine("train", total: epochs)
    let result = try training.run(
      training: data.source(data.training), validation: data.source(data.validation)
    ) { progress in
      guard !isQuiet, progress.endsEpoch, progress.phase == .training else { return }
      line.show(step: progress.epoch, detail: Self.losses(progress))
    }
    if !isQuiet { line.finish() }
    return result
  }

  private static func losses(_ progress: TrainingProgress) -> String {
    let training = "loss \(significant(progress.trainingLoss))"
    return progress.validationLoss.map { "\(training), validation \(significant($0))" } ?? training
  }

  private func record(
    _ kind: String, _ graph: Graph, _ data: TrainingData, _ training: TrainingRecord
  ) -> Model.Record {
    Model.Record(
      kind: kind, graph: graph, scaler: data.scaler, columnNames: data.columns.names,
      units: data.columns.units, window: data.training.length, stride: stride, isRowSamples: isRowSamples,
      training: training, warnPercentile: warnPercentile, alarmPercentile: alarmPercentile,
      dataDigest: data.frame.digest,
      options: [
        "window \(data.training.length)", "stride \(stride)", "scaler \(scaler.rawValue)", "epochs \(epochs)",
        "batch \(batch)", "learning-rate \(learningRate)", "patience \(patience)", "seed \(seed)",
      ])
  }
}

extension Scaler.Kind: OptionValue {}
