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
    Example(
      "trainer train normal.csv -o pump.anomaly --checkpoint pump.ckpt --curves curves.csv,curves.svg",
      "with --resume pump.ckpt in place of --checkpoint it goes on after a power cut"),
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
  @Option(
    "--window", "-w", value: "ROWS", in: 1...4096,
    help: "rows that the model sees of a window; without it one period of the data")
  var window: Int?
  @Option("--stride", value: "ROWS", in: 1...4096, help: "rows from one window to the next, here and on the device")
  var stride = 1
  @Option("--scaler", help: "how readings are scaled") var scaler = Scaler.Kind.standard
  @Option("--scale", value: "LIST", help: "columns that are scaled otherwise, as COLUMN=KIND") var scale: [String] = []
  var training = TrainingArguments()
  var thresholds = ThresholdArguments()
  @Flag("--quiet", "-q", help: "only errors") var isQuiet: Bool

  func run() throws {
    let trainingOptions = try checkTogether()
    // Better now than after an hour of training.
    for file in outputs { try AtomicFile.probe(file) }
    let resumed = try training.resume.map { try CheckpointFile.read($0) }
    let frame = try Frame(reading: data, options: readOptions())
    let choice = try model.choice(columns: frame.columnNames)
    let exceptions = try scaleExceptions(frame.columnNames)
    let samplePeriod = try thresholds.seconds(of: frame)
    let prepared = try TrainingData(
      consume frame, window: choice.inputSteps ?? window, horizon: choice.horizon, stride: stride,
      isRowSamples: isRowSamples, scaler: scaler, exceptions: exceptions)
    prepared.notes.forEach { say("note: \($0)") }

    let graph = try choice.graph(window: prepared.shape)
    say(
      "\(choice.name): \(prepared.shape.steps) × \(prepared.shape.channels) values a window, "
        + "\(graph.parameterCount) parameters; windows: \(prepared.training.complete.count) training, "
        + "\(prepared.validation.complete.count) validation, \(prepared.calibration.complete.count) calibration")

    try Exporter.check(graph)
    try checkLoss(graph)
    let engine = try Training(
      graph: graph, options: trainingOptions,
      adversarial: choice.adversarial(window: prepared.shape),
      closedForm: choice.closedForm(window: prepared.shape),
      threads: training.threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let result = try train(engine, on: prepared, kind: choice.name, from: resumed)
    result.record.warnings.forEach { say("warning: \($0)") }
    for file in training.curves {
      try TrainingCurves(record: result.record, title: "\(choice.name), \(data.joined(separator: ", "))")
        .write(to: file)
    }
    let trained = Model(
      of: prepared, graph: graph, result: result, kind: choice.name, stride: stride, warn: thresholds.warn,
      alarm: thresholds.alarm, samplePeriod: samplePeriod,
      options: ["window \(prepared.training.length)", "stride \(stride)", "scaler \(scaler.rawValue)"]
        + training.words)
    let export = try Exporter(trained).modelFile()
    try AtomicFile.write(export.bytes, to: output)
    if case .notFinite = result.record.end { throw TrainingDiverged(result.record.summary) }
    say(result.record.summary)
    say("warn threshold: \(export.levels.warn.note)")
    say("alarm threshold: \(export.levels.alarm.note)")
    say("wrote \(output), \(export.bytes.count) bytes")
  }

  private var outputs: [String] { [output] + training.curves + [training.checkpointTarget].compactMap(\.self) }

  private func say(_ sentence: String) {
    if !isQuiet { FileHandle.standardError.write(Data("\(sentence)\n".utf8)) }
  }

  private func readOptions() throws -> ReadOptions {
    var options = table.options
    options.keepsTime = thresholds.needsTimes
    options.columns = columns.isEmpty ? nil : columns
    if let normal {
      guard let filter = RowFilter(normal) else {
        throw CommandLineError.conflict("--normal expects COLUMN=VALUE such as class=1, got \(normal)")
      }
      options.filter = filter
    }
    return options
  }

  /// What `--scale` says of columns.
  private func scaleExceptions(_ names: [String]) throws(CommandLineError) -> [Int: Scaler.Kind] {
    var exceptions: [Int: Scaler.Kind] = [:]
    for text in scale {
      let parts = text.split(separator: "=")
      guard parts.count == 2, let kind = Scaler.Kind(rawValue: String(parts[1])) else {
        let kinds = Scaler.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw .conflict("--scale expects COLUMN=KIND with one of \(kinds), got \(text)")
      }
      guard let column = names.firstIndex(where: { $0 == parts[0] || ColumnName($0).quantity == parts[0] }) else {
        throw .conflict("--scale names \(parts[0]), which is not among the columns \(names.joined(separator: ", "))")
      }
      exceptions[column] = kind
    }
    return exceptions
  }

  /// The options for the engine. Throws what is right alone but not together.
  private func checkTogether() throws(CommandLineError) -> TrainingOptions {
    try requireDistinctFiles(outputs: outputs, inputs: data + table.labels)
    try model.check()
    if let resume = training.resume, training.checkpoint != nil {
      try requireDistinctFiles(outputs: [output] + training.curves, inputs: data + table.labels + [resume])
    }
    if isRowSamples && stride != 1 {
      throw .conflict("--row-samples makes each row a window, so --stride cannot be given with it")
    }
    if isRowSamples && !scale.isEmpty {
      throw .conflict("--row-samples makes all columns one variable, so --scale cannot be given with it")
    }
    if isRowSamples && window != nil {
      throw .conflict("--row-samples makes each row a window, so --window cannot be given with it")
    }
    try thresholds.check()
    try thresholds.refuseOracle()
    return try training.options()
  }

  /// Cross-entropy compares numbers between 0 and 1.
  private func checkLoss(_ graph: Graph) throws(CommandLineError) {
    guard training.loss == .bce else { return }
    if scaler != .minmax { throw .conflict("--loss bce needs readings between 0 and 1; add --scaler minmax") }
    guard graph.layers.last?.activation == .sigmoid else {
      throw .conflict("--loss bce needs results between 0 and 1; add --output-activation sigmoid")
    }
  }

  private func train(
    _ engine: Training, on data: TrainingData, kind: String, from resumed: Checkpoint?
  ) throws -> TrainingResult {
    let target = training.checkpointTarget
    var plan = CheckpointPlan(
      settings: [
        "model \(kind)", "window \(data.training.length)", "stride \(stride)", "scaler \(scaler.rawValue)",
        "row-samples \(isRowSamples)",
      ], dataDigest: data.digest, every: training.checkpointEvery ?? 1, resume: resumed)
    plan.resumed = { say("continuing after \($0.place)") }
    if let target { plan.save = { checkpoint in CheckpointFile.write(checkpoint, to: target) } }
    var meter = TrainingMeter()
    let result = try engine.run(
      training: data.source(data.training), validation: data.source(data.validation), checkpoints: plan
    ) { progress in
      if !isQuiet { meter.show(progress) }
    }
    meter.finish()
    return result
  }
}

extension Scaler.Kind: OptionValue {}

extension Layer {
  /// What the layer's results have passed; linear where it has no activation of its own.
  fileprivate var activation: Activation {
    switch self {
    case .dense(let layer): layer.activation
    case .convolution(let layer): layer.activation
    case .transposedConvolution(let layer): layer.activation
    case .batchNorm(let layer): layer.activation
    case .activation(let layer): layer.activation
    case .memory, .recurrent, .attention, .sampling, .layerNorm, .positions, .queries, .softmax, .dropout, .noise,
      .sparsity, .add, .join, .repetition:
      .linear
    }
  }
}
