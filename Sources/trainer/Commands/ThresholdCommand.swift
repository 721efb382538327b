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
      "trainer threshold pump.blob test.csv --alarm best-f1 -o pump-oracle.blob",
      "the threshold with the best F1 on these labels: a bound to compare with, for no other data is promised as much"),
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
  @Flag("--json", help: "the thresholds and what they promise as JSON") var isJSON: Bool
  @Flag("--quiet", "-q", help: "only errors") var isQuiet: Bool

  func run() throws {
    try requireDistinctFiles(outputs: [output], inputs: data + table.labels + [path])
    try thresholds.check()
    let file = try LoadedBlob(path: path)
    let scoring = Scoring(blob: file)
    if file.blob.header.flags & BlobHeader.hostFlag != 0 { try thresholds.refuseOracle() }
    let frame = try scoring.read(data, table)
    if !isQuiet { tell(frame.findings) }
    let isModelFile = file.blob.header.flags & BlobHeader.hostFlag != 0
    let levels = isModelFile ? try extend(Model(file, path: path), frame) : try refit(scoring, frame)
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      let facts = ["warn": ThresholdFacts(levels.warn), "alarm": ThresholdFacts(levels.alarm)]
      let text = String(decoding: try encoder.encode(facts), as: UTF8.self) + "\n"
      try AtomicFile.write(text, to: output == "-" ? "/dev/stderr" : "-")
    } else if !isQuiet {
      let notes = "warn threshold: \(levels.warn.note)\nalarm threshold: \(levels.alarm.note)\n"
      try AtomicFile.write(notes, to: output == "-" ? "/dev/stderr" : "-")
    }
  }

  /// Writes the blob with thresholds from its own scores.
  private func refit(_ scoring: Scoring, _ frame: Frame) throws -> AlarmLevels {
    let header = scoring.blob.blob.header
    let rule = header.score.decision
    let known = try scoring.rows(of: frame).filter { $0.result.verdict != .unknown }
    let rows = Self.untouched(known, frame, rule)
    if rows.isEmpty { throw NoNormalWindows(window: Int(header.window), memory: rule.smoothingMemory) }
    let stride = Int(header.stride)
    let isRowSamples = scoring.isRowSamples
    var calibration = CalibrationScores(
      rows.map(\.result.smoothed), runs: Self.runs(rows.map(\.row), step: isRowSamples ? 1 : stride),
      independence: isRowSamples
        ? 1
        : CalibrationScores.independence(
          window: Int(header.window), stride: stride, memory: rule.smoothingMemory),
      perDay: try thresholds.seconds(of: frame).map { 86_400 / ($0 * Double(stride)) })
    calibration.labelled = try frame.labels.map { labels in
      try LabelledScores(scores: known.map(\.result.smoothed), labels: known.map { labels[$0.row] != 0 })
    }
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
    if normal.isEmpty { throw NoNormalWindows(window: record.window, memory: 0) }
    let sample = Model.sampleOfRuns(
      frame.values, spans: normal.map(windows.span), step: record.stride * frame.columnCount)
    model.calibrationWindows += sample.windows
    model.record.calibrationRuns = zip(record.calibrationRuns, sample.runs).map(+)
    model.record.warnRule = thresholds.givenWarn ?? record.warnRule
    model.record.alarmRule = thresholds.givenAlarm ?? record.alarmRule
    model.record.samplePeriod = try thresholds.seconds(of: frame) ?? record.samplePeriod
    let export = try Exporter(model).modelFile()
    try AtomicFile.write(export.bytes, to: output)
    return export.levels
  }

  /// Scores that no labelled row has a part in, through its window or through smoothing, and that smoothing knew enough
  /// others for. Of rows in order, without unknown verdicts, which smoothing passes over.
  private static func untouched(_ rows: [ScoredRow], _ frame: Frame, _ rule: DecisionRecord) -> [ScoredRow] {
    var runs = frame.runs[...]
    var isFirst = true
    /// Scores yet to come that are left out.
    var touched = 0
    return rows.filter { row in
      while let run = runs.first, row.row >= run.upperBound {
        runs.removeFirst()
        isFirst = true
      }
      if isFirst { touched = rule.smoothingStart }
      isFirst = false
      guard frame.isNormal(row.span) else {
        touched = max(rule.smoothingMemory, touched - 1)
        return false
      }
      touched -= 1
      return touched < 0
    }
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

/// A threshold as `--json` writes it.
private struct ThresholdFacts: Encodable {
  let value: Float
  let rule: String
  let note: String
  /// Chosen with the labels in hand.
  let isOracle: Bool

  init(_ threshold: Threshold) {
    value = threshold.value
    rule = threshold.rule.text
    note = threshold.note
    isOracle = threshold.rule == .bestF1
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
  /// Scores before one that tell in it by smoothing.
  let memory: Int
  var description: String {
    "expected at least one window of \(window) rows that are all labelled normal"
      + (memory > 0 ? ", behind \(memory) more that smoothing remembers" : "")
      + ", found none; give more recordings, or others"
  }
}
