import AnomalyData
import AnomalyExport
import Foundation

/// `trainer evaluate`: how good the verdicts are where labels exist.
struct Evaluate: Command {
  static let summary = "Compare verdicts with labels, beside detectors that need no training"
  static let examples = [
    Example("trainer evaluate pump.anomaly test.csv", "metrics at the shipped alarm threshold, over all files"),
    Example("trainer evaluate pump.blob test.csv --normal normal.csv", "a blob has no normal windows for baselines"),
    Example("trainer evaluate pump.blob a.csv b.csv --label fault --per-file", "another label column, a line for each"),
    Example("trainer evaluate pump.blob normal.csv --faulty run1.csv,run2.csv", "whole recordings that are faulty"),
    Example("trainer evaluate pump.anomaly test.csv --causes causes.txt --json", "blamed columns too, for programs"),
    Example("trainer evaluate pump.blob test.csv --rows mean", "a row has the mean score of all windows that hold it"),
  ]

  @Positional("BLOB", help: "a blob, or a model file") var path: String
  @Positional("DATA.csv", help: "labelled recordings; each file is one run") var data: [String]
  @Option("--normal", value: "FILES", help: "normal recordings for the baselines that learn; a model file keeps some")
  var normal: [String] = []
  @Option("--faulty", value: "FILES", help: "recordings that are anomalous as a whole; the others then need no labels")
  var faulty: [String] = []
  @Option(
    "--causes", value: "FILES", help: "lines `start-end:columns` of what caused each anomaly, a file for each DATA")
  var causes: [String] = []
  @Option(
    "--buffer", value: "ROWS", in: 0...10_000, help: "tolerance of VUS; the period of the first column when not given")
  var buffer: Int?
  @Option("--rows", help: "whose score a row has: that of the last window on it, or mean or max of all that hold it")
  var rows = RowScore.last
  @Flag("--per-file", help: "a line for each file") var isPerFile: Bool
  @Flag("--json", help: "all of it as JSON") var isJSON: Bool
  @Option("--seed", help: "seed of everything that is drawn") var seed: UInt64 = 1
  var table = TableArguments()

  func run() throws {
    let comparison = CauseComparison(paths: causes, data: data, table: table)
    try comparison.check()
    let scoring = Scoring(blob: try LoadedBlob(path: path))
    try scoring.check(rows)
    let normalWindows = try NormalWindows(normal, table, scoring, path: path)
    let recordings = try LabelledRecordings(
      data, faulty: faulty, table, scoring, rows: rows, keepsContributions: !causes.isEmpty)
    let report = try EvaluationRun(
      scoring: scoring, recordings: recordings, normal: normalWindows, rowScore: rows, buffer: buffer, seed: seed
    ).report(causes: try comparison.ranking(recordings, scoring))
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try AtomicFile.write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n", to: "-")
    } else {
      try AtomicFile.write(EvaluationText(report, isPerFile: isPerFile).text, to: "-")
    }
  }
}
