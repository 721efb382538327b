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
  let program: LoweredProgram
  let ranges: ActivationRanges

  /// - Errors: `ExportError` when the runtime has no form of a layer.
  public init(_ model: Model) throws(ExportError) {
    self.model = model
    program = try LoweredProgram(model.record.graph, parameters: model.parameters)
    ranges = ActivationRanges(
      model.record.graph, parameters: model.parameters, windows: model.scaled(model.trainingWindows))
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
  public func export(_ precision: Precision, converters: [Converter]? = nil) throws -> Export {
    try finish(contents(precision, converters: converters), precision)
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
    let scores: [Float]
    do {
      scores = try LoadedBlob(contents.bytes()).scores(of: model.calibrationWindows)
    } catch let error as RuntimeError {
      throw ExportError.invalidBlob(error.description)
    }
    guard let selfTestScore = scores.first else { throw ExportError.noCalibration }
    let levels = try AlarmLevels(
      warn: .percentile(model.record.warnPercentile), alarm: .percentile(model.record.alarmPercentile),
      calibration: scores)
    let quantiles = try ScoreQuantiles(calibration: scores)
    contents.warn = levels.warn.value
    contents.alarm = levels.alarm.value
    contents.quantiles = zip(quantiles.scores, quantiles.pValues).map { QuantileRecord(score: $0, p: $1) }
    contents.selfTestScoreBits = selfTestScore.bitPattern
    let bytes = contents.bytes()
    let loaded = try LoadedBlob(bytes)
    try loaded.withSession { session in try session.selfTest() }
    return Export(
      precision: precision, bytes: bytes, blob: loaded, levels: levels, calibrationScores: scores,
      layers: try layerErrors(contents.program, in: loaded))
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
      columns: columns, window: record.window, stride: record.stride, isRowSamples: record.isRowSamples,
      program: encoded,
      selfTestWindow: Array(model.calibrationWindows.prefix(record.graph.window.size)),
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
    lines += record.options.map { "option: \($0)" }
    return lines.joined(separator: "\n") + "\n"
  }
}
