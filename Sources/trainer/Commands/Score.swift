import AnomalyData
import AnomalyExport
import Foundation

/// `trainer score`: verdicts for a recording, by the runtime itself.
struct Score: Command {
  static let summary = "Score recordings with a model or a blob, as the device would"
  static let examples = [
    Example("trainer score pump.blob today.csv -o scores.csv", "one line for every scored row"),
    Example(
      "trainer score pump.anomaly today.csv --reconstruction -o -", "also what the model expected, to standard output"),
  ]

  @Positional("BLOB", help: "a blob, or a model file") var path: String
  @Positional("DATA.csv", help: "recordings; each file is one run, and rows count on from file to file")
  var data: [String]
  @Option("--output", "-o", value: "FILE", help: "where to write the scores; - is standard output") var output = "-"
  @Flag("--reconstruction", help: "add what the model expected of each row, in physical units")
  var withReconstruction: Bool
  @Option("--rows", help: "whose score a row has: that of the last window on it, or mean or max of all that hold it")
  var rowScore = RowScore.last
  var table = TableArguments()

  func run() throws {
    try requireDistinctFiles(outputs: [output], inputs: data + table.labels + [path])
    if withReconstruction && rowScore != .last {
      throw CommandLineError.conflict(
        "--reconstruction is that of one window; leave it out, or --rows \(rowScore.rawValue)")
    }
    let scoring = Scoring(blob: try LoadedBlob(path: path))
    try scoring.check(rowScore)
    let frame = try scoring.read(data, table)
    tell(frame.findings)
    var rows = try scoring.rows(of: frame, withExpected: withReconstruction)
    if rowScore != .last {
      rows.removeAll { $0.result.verdict == .unknown }
      rows = scoring.rows(rows, by: scoring.cover(rows, of: frame, by: rowScore))
      tell(["the score of a row is \(rowScore.sentence)"])
    }
    var text = frame.time == nil ? "row,score,p_value,verdict,column" : "row,time,score,p_value,verdict,column"
    if scoring.isSmoothed { text += ",smoothed" }
    if withReconstruction {
      let names = scoring.isRowSamples ? frame.columnNames : scoring.columns
      text += names.map { "," + Self.field("expected \($0)") }.joined()
    }
    text += "\n"
    for scored in rows {
      text += "\(scored.row),"
      if let time = frame.time { text += "\(Self.field(time.text(scored.row)))," }
      text += "\(Self.number(scored.result.score)),\(Self.number(scored.result.pValue)),\(scored.result.verdict.name),"
      text += scored.column.map { Self.field(scoring.columns[$0]) } ?? ""
      if scoring.isSmoothed { text += "," + Self.number(scored.result.smoothed) }
      if withReconstruction { text += scored.expected.map { ",\(Self.number($0))" }.joined() }
      text += "\n"
    }
    try AtomicFile.write(text, to: output)
  }

  /// The nine digits that give the same float32 back.
  private static func number(_ value: Float) -> String { String(format: "%.9g", Double(value)) }

  /// A CSV field, quoted where it must be (RFC 4180).
  private static func field(_ text: String) -> String {
    if !text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) { return text }
    return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
