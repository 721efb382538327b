import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyFormat
import AnomalyRuntime
import Foundation

/// `trainer threshold`: thresholds from more recordings, without training again.
struct ThresholdCommand: Command {
  static let summary = "Set thresholds again from more recordings, without training again"
  static let examples = [
    Example(
      "trainer threshold pump.blob test.csv -o pump-new.blob",
      "thresholds and p-values of the exported blob from its scores of the rows labelled normal, or of all without labels"
    ),
    Example(
      "trainer threshold pump.anomaly test.csv --alarm per-day:1 -o pump-new.anomaly",
      "the same windows join the calibration windows of a model file, for all later exports"),
  ]

  @Positional("MODEL", help: "an exported blob, or a model file") var path: String
  @Positional("DATA.csv", help: "recordings, labelled where they are not all normal; each file is one run")
  var data: [String]
  @Option("--output", "-o", value: "FILE", help: "the file to write, of the kind of MODEL") var output: String
  var thresholds = ThresholdArguments()
  var table = TableArguments()
  @Flag("--quiet", "-q", help: "only errors") var isQuiet: Bool

  func run() throws {
    try requireDistinctFiles(outputs: [output], inputs: data + table.labels + [path])
    try thresholds.check()
    let file = try LoadedBlob(path: path)
    let scoring = Scoring(blob: file)
    let frame = try scoring.read(data, table)
    if !isQuiet { tell(frame.findings) }
    let isModelFile = file.blob.header.flags & BlobHeader.hostFlag != 0
    let levels = isModelFile ? try extend(Model(file, path: path), frame) : try refit(scoring, frame)
    if !isQuiet {
      let notes = "warn threshold: \(levels.warn.note)\nalarm threshold: \(levels.alarm.note)\n"
      try AtomicFile.write(notes, to: output == "-" ? "/dev/stderr" : "-")
    }
  }

  /// Writes the blob with thresholds from its own scores.
  private func refit(_ scoring: Scoring, _ frame: Frame) throws -> AlarmLevels {
    let header = scoring.blob.blob.header
    let rows = try scoring.rows(of: frame).filter { $0.result.verdict != .unknown && frame.isNormal($0.span) }
    if rows.isEmpty { throw NoNormalWindows(window: Int(header.window)) }
    let stride = Int(header.stride)
    let isRowSamples = scoring.isRowSamples
    let calibration = CalibrationScores(
      rows.map(\.result.smoothed), runs: Self.runs(rows.map(\.row), step: isRowSamples ? 1 : stride),
      independence: isRowSamples ? 1 : (Int(header.window) - 1) / stride + 1,
      perDay: thresholds.seconds(of: frame).map { 86_400 / ($0 * Double(stride)) })
    let levels = try AlarmLevels(warn: thresholds.warn, alarm: thresholds.alarm, calibration: calibration)
    let bytes = scoring.blob.recalibrated(levels, try ScoreQuantiles(calibration: calibration.scores))
    _ = try LoadedBlob(bytes)
    try AtomicFile.write(bytes, to: output)
    return levels
  }

  /// Writes the model file with more calibration windows.
  private func extend(_ trained: Model, _ frame: Frame) throws -> AlarmLevels {
    var model = trained
    let record = model.record
    let windows =
      record.isRowSamples
      ? try Windows(rowsOf: frame) : try Windows(of: frame, length: record.window, stride: record.stride)
    let normal = windows.complete.filter { frame.isNormal(windows.span($0)) }
    if normal.isEmpty { throw NoNormalWindows(window: record.window) }
    let sample = Model.sampleOfRuns(
      frame.values, spans: normal.map(windows.span), step: record.stride * frame.columnCount)
    model.calibrationWindows += sample.windows
    model.record.calibrationRuns = zip(record.calibrationRuns, sample.runs).map(+)
    model.record.warnRule = thresholds.givenWarn ?? record.warnRule
    model.record.alarmRule = thresholds.givenAlarm ?? record.alarmRule
    model.record.samplePeriod = thresholds.seconds(of: frame) ?? record.samplePeriod
    let export = try Exporter(model).modelFile()
    try AtomicFile.write(export.bytes, to: output)
    return export.levels
  }

  /// How many of ascending rows follow each other `step` apart, from run to run.
  private static func runs(_ rows: [Int], step: Int) -> [Int] {
    var runs: [Int] = []
    for (index, row) in rows.enumerated() {
      if index > 0 && row - rows[index - 1] == step { runs[runs.count - 1] += 1 } else { runs.append(1) }
    }
    return runs
  }
}

/// Both values, or nothing.
private func zip(_ first: [Int]?, _ second: [Int]?) -> ([Int], [Int])? {
  guard let first, let second else { return nil }
  return (first, second)
}

extension Frame {
  /// Whether no row of a stretch of the values is labelled anomalous.
  fileprivate func isNormal(_ span: Range<Int>) -> Bool {
    guard let labels else { return true }
    return labels[span.lowerBound / columnCount..<(span.upperBound - 1) / columnCount + 1].allSatisfy { $0 == 0 }
  }
}

/// Nothing to set thresholds from.
struct NoNormalWindows: Error, CustomStringConvertible {
  let window: Int
  var description: String {
    "expected at least one window of \(window) rows that are all labelled normal, found none; give more recordings, or others"
  }
}
