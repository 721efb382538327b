import AnomalyEvaluation
import AnomalyFormat
public import AnomalyNN
import AnomalyRuntime

/// How an exported blob stores its weights.
public enum Precision: String, CaseIterable, Sendable {
  /// 8-bit weights and activations, integer arithmetic.
  case int8
  /// Half-precision weights, float32 arithmetic.
  case fp16
  /// float32 weights and arithmetic.
  case none
}

/// From a trained model to a blob: lower, encode, calibrate on the blob's own scores.
public struct Exporter {
  let model: Model
  /// What the program is made of: the model's graph, or its form that carries state from sample to sample.
  let graph: Graph
  let program: LoweredProgram
  let ranges: ActivationRanges
  /// Raw calibration windows of `graph`.
  let calibrationWindows: [Float]

  /// - Parameters:
  ///   - model: what is exported.
  ///   - carriesState: whether a recurrent forecaster keeps its state from sample to sample of a stream, instead of
  ///     running over the whole window again for each.
  ///   - reusesPositions: whether a stream keeps what the next windows share with this one, see `KeptPositions`.
  /// - Errors: `ExportError` when the runtime has no form of a layer, or the state cannot be carried.
  public init(_ model: Model, carriesState: Bool = false, reusesPositions: Bool = true) throws(ExportError) {
    self.model = model
    let whole = model.record.graph
    graph = carriesState ? try whole.carryingState() : whole
    if carriesState && model.record.stride != 1 { throw .strideWithCarriedState(model.record.stride) }
    var program = try LoweredProgram(graph, parameters: model.parameters)
    program.carriesState = carriesState
    if reusesPositions && !model.record.isRowSamples {
      program.keepPositions(stride: model.record.stride * graph.window.channels)
    }
    self.program = program
    let size = graph.window.size
    calibrationWindows =
      carriesState
      ? stride(from: 0, to: model.calibrationWindows.count, by: whole.window.size)
        .flatMap { model.calibrationWindows[$0..<$0 + size] } : model.calibrationWindows
    var ranges = ActivationRanges(whole, parameters: model.parameters, windows: model.scaled(model.trainingWindows))
    if carriesState, let recording = model.longestRecording {
      // A state that goes on may grow beyond what it reaches in one window.
      do {
        let long = try whole.lookingBack(over: recording.count / whole.window.channels)
        ranges.widenCellStates(
          long, parameters: model.parameters, windows: model.scaled(recording, length: recording.count))
      } catch {
        throw .cannotCarryState(layer: nil)
      }
    }
    self.ranges = ranges
  }

  /// Says early whether a graph can be exported, before it is trained.
  ///
  /// - Errors: as `init`.
  public static func check(_ graph: Graph) throws(ExportError) {
    _ = try LoweredProgram(graph, parameters: [Float](repeating: 0, count: graph.parameterCount))
  }

  /// Columns of the model's samples.
  public var columnCount: Int { model.record.columnNames.count }

  /// A blob for devices.
  ///
  /// - Parameters:
  ///   - precision: how weights are stored.
  ///   - converters: per column; nil: readings are physical values already.
  ///   - decision: how a stream's scores become verdicts.
  /// - Errors: `ExportError`.
  public func export(
    _ precision: Precision, converters: [Converter]? = nil, decision: DecisionRecord = DecisionRecord()
  ) throws -> Export {
    if decision != DecisionRecord() && model.record.isRowSamples { throw ExportError.decisionWithoutStream }
    var contents = try contents(precision, converters: converters)
    contents.decision = decision
    return try finish(contents, precision)
  }

  /// The model file: float32 with host sections.
  public func modelFile() throws -> Export {
    var contents = try contents(.none, converters: nil)
    contents.host = try model.hostSections()
    return try finish(contents, .none)
  }

  /// Thresholds, p-values and self-test from what the runtime makes of the calibration windows.
  private func finish(_ draft: BlobContents, _ precision: Precision) throws -> Export {
    var contents = draft
    let selfTestScore: Float?
    let scores: CalibrationScores
    do {
      let loaded = try LoadedBlob(contents.bytes())
      selfTestScore = try loaded.scores(of: contents.selfTestWindow).first
      scores = try smoothed(
        program.carriesState ? carriedScores(by: loaded) : loaded.scores(of: calibrationWindows), by: loaded)
    } catch let error as RuntimeError {
      throw ExportError.invalidBlob(error.description)
    }
    guard let selfTestScore else { throw ExportError.noCalibration }
    let levels = try AlarmLevels(
      warn: model.record.warnRule, alarm: model.record.alarmRule, calibration: scores)
    let quantiles = try ScoreQuantiles(calibration: scores.scores)
    contents.warn = levels.warn.value
    contents.alarm = levels.alarm.value
    contents.quantiles = zip(quantiles.scores, quantiles.pValues).map { QuantileRecord(score: $0, p: $1) }
    contents.selfTestScoreBits = selfTestScore.bitPattern
    let bytes = contents.bytes()
    let loaded = try LoadedBlob(bytes)
    try loaded.withSession { session in try session.selfTest() }
    return Export(
      precision: precision, bytes: bytes, blob: loaded, levels: levels, calibrationScores: scores.scores,
      layers: try layerErrors(contents.program, in: loaded))
  }

  /// What a stream scores at the end of each calibration window: it begins with the first window of a run.
  private func carriedScores(by blob: LoadedBlob) throws -> [Float] {
    guard let runs = model.record.calibrationRuns else { throw ExportError.unknownRuns }
    let size = model.record.graph.window.size
    let row = model.record.graph.window.channels
    return try blob.withSession { session in
      try model.calibrationWindows.withUnsafeBufferPointer { values in
        guard let start = values.baseAddress else { return [] }
        var scores: [Float] = []
        for count in runs {
          session.reset()
          for window in 0..<count {
            let end = start + (scores.count + 1) * size
            var last: ScoreResult?
            for first in stride(from: window == 0 ? size : row, to: 0, by: -row) {
              last = try session.push(.float32(end - first))
            }
            guard let last else { throw ExportError.noCalibration }
            scores.append(last.score)
          }
        }
        return scores
      }
    }
  }

  /// The scores that thresholds and p-values look at.
  private func smoothed(_ scores: [Float], by blob: LoadedBlob) throws -> CalibrationScores {
    let record = model.record
    let rule = blob.blob.score.decision
    let independence =
      record.isRowSamples
      ? 1
      : CalibrationScores.independence(window: record.window, stride: record.stride, memory: rule.smoothingMemory)
    let perDay = record.samplePeriod.map { 86_400 / ($0 * Double(record.stride)) }
    var calibration = CalibrationScores(
      scores, runs: record.calibrationRuns, independence: independence, perDay: perDay)
    switch Smoothing(rawValue: rule.smoothing) {
    case .some(.none), .votes, nil: break
    case .mean, .ewma:
      guard let runs = record.calibrationRuns else { throw ExportError.unknownRuns }
      let smoothed = try runs.isEmpty ? [] : blob.smoothed(scores, runs: runs)
      calibration.scores = smoothed.flatMap(\.self)
      calibration.runs = smoothed.map(\.count)
      if calibration.scores.isEmpty { throw ExportError.shortRuns(longest: runs.max() ?? 0) }
    }
    return calibration
  }

  private func contents(_ precision: Precision, converters: [Converter]?) throws -> BlobContents {
    let record = model.record
    let encoded: EncodedProgram
    switch precision {
    case .int8: encoded = try EncodedProgram(program, weights: .int8, ranges: ranges)
    case .fp16: encoded = try EncodedProgram(program, weights: .float16, ranges: ranges)
    case .none: encoded = try EncodedProgram(program, weights: .float32, ranges: ranges)
    }
    let columns = record.columnNames.indices.map { index in
      BlobContents.Column(
        name: record.columnNames[index], unit: record.units[index], center: record.scaler.center[index],
        gain: record.scaler.gain[index], fill: record.scaler.fill[index],
        converter: converters?[index] ?? Converter())
    }
    return BlobContents(
      columns: columns, window: graph.window.steps, stride: record.stride, isRowSamples: record.isRowSamples,
      program: encoded,
      selfTestWindow: Array(calibrationWindows.prefix(graph.window.size)),
      provenance: provenance(precision))
  }

  private func provenance(_ precision: Precision) -> String {
    let record = model.record
    var lines = [
      "trainer: \(RuntimeVersion.text)",
      "model: \(record.kind)",
      "precision: \(precision == .none ? "fp32" : precision.rawValue)",
      "data: fnv1a \(String(record.dataDigest, radix: 16))",
    ]
    if program.carriesState { lines.append("state: carried from sample to sample") }
    lines += record.options.map { "option: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
