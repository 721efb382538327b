import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyRuntime
import Foundation

/// `trainer evaluate`: how good the verdicts are where labels exist.
struct Evaluate: Command {
  static let summary = "Compare verdicts with labels, beside scores that know nothing"
  static let examples = [
    Example("trainer evaluate pump.blob test.csv", "metrics at the shipped alarm threshold, over all files"),
    Example("trainer evaluate pump.anomaly a.csv b.csv --label fault --json", "another label column, for programs"),
  ]

  @Positional("BLOB", help: "a blob, or a model file") var path: String
  @Positional("DATA.csv", help: "labelled recordings; each file is one run") var data: [String]
  @Flag("--json", help: "the same as JSON") var isJSON: Bool
  @Option("--seed", help: "seed of the random scores") var seed: UInt64 = 1
  var table = TableArguments()

  func run() throws {
    let scoring = Scoring(blob: try LoadedBlob(path: path))
    let frame = try scoring.read(data, table)
    guard let labels = frame.labels else { throw NoLabelsError() }
    let rows = try scoring.rows(of: frame)
    let truth = rows.map { labels[$0.row] != 0 }
    let alarms = rows.map { $0.result.verdict == .alarm }
    var lines = [
      try EvaluationLine("model", scores: rows.map(\.result.smoothed), labels: truth, alarms: alarms)
    ]
    let scaled = scaledWindows(frame, rows, scoring)
    for baseline in Baseline.allCases {
      let scores = try baseline.scores(scaled, width: scoring.blob.blob.windowCount, seed: seed)
      lines.append(
        try EvaluationLine(baseline.rawValue, scores: scores, labels: truth, alarmCount: alarms.count { $0 }))
    }
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      let report = EvaluationReport(
        rows: frame.rowCount, scored: rows.count, anomalous: truth.count { $0 }, lines: lines)
      try AtomicFile.write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n", to: "-")
    } else {
      try AtomicFile.write(text(lines, frame: frame, rows: rows, truth: truth), to: "-")
    }
  }

  /// Every scored window in scaled units, missing values as 0.
  private func scaledWindows(_ frame: Frame, _ rows: [ScoredRow], _ scoring: Scoring) -> [Float] {
    let blob = scoring.blob.blob
    let unit = blob.header.residualUnit
    let records = (0..<blob.columns).map(blob.column)
    return rows.flatMap { scored in
      frame.values[scored.span].enumerated().map { place, value in
        let record = records[place % records.count]
        let scaled = (value - record.center) * record.gain * unit
        return scaled.isFinite ? scaled : 0
      }
    }
  }

  private func text(_ lines: [EvaluationLine], frame: Frame, rows: [ScoredRow], truth: [Bool]) -> String {
    var table = Table(
      .left("scores"), .right("ROC-AUC"), .right("PR-AUC"), .right("accuracy"), .right("precision"), .right("recall"),
      .right("F1"), .right("false alarms"), .right("missed"))
    for line in lines {
      table.add(
        line.scores, Self.share(line.rocAUC), Self.share(line.prAUC), Self.share(line.accuracy),
        Self.share(line.precision), Self.share(line.recall), Self.share(line.f1), Self.percent(line.falseAlarmRate),
        Self.percent(line.missedAlarmRate))
    }
    let anomalous = truth.count { $0 }
    return table.text
      + "\n\(rows.count) of \(frame.rowCount) rows have a score (that of the window that ends there), \(anomalous) of them are "
      + "labelled anomalous.\nmodel: at the shipped alarm threshold; the others: with as many alarms as the model raised.\n"
  }

  private static func share(_ value: Double?) -> String { value.map { String(format: "%.4f", $0) } ?? "–" }
  private static func percent(_ value: Double) -> String { String(format: "%.2f %%", 100 * value) }
}

/// Nothing to compare with.
struct NoLabelsError: Error, CustomStringConvertible {
  let description =
    "expected a label column (label, anomaly, is_anomaly or outlier) in every file, found none; name it with --label"
}
