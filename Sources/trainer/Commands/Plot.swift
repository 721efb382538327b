import AnomalyData
import AnomalyExport
import AnomalyReport
import Foundation

/// `trainer plot`: one picture of columns or of scores, in the terminal or as SVG.
struct Plot: Command {
  static let summary = "Draw columns of a recording, or a file of scores, in the terminal or as SVG"
  static let examples = [
    Example("trainer plot test.csv", "each column in the terminal, labels below"),
    Example("trainer plot test.csv flow --rows 40-90 -o flow.svg", "some rows of a column as a picture"),
    Example("trainer plot scores.csv --blob pump.blob", "what trainer score wrote, with alarms and thresholds"),
  ]

  @Positional("DATA.csv", help: "a recording, or a file by trainer score") var path: String
  @Positional("COLUMN", help: "columns to draw, in this order; all readings when not given") var columns: [String] = []
  @Option("--output", "-o", value: "FILE.svg", help: "the picture to write; the terminal when not given")
  var output: String?
  @Flag("--png", help: "also the picture as PNG beside it, by rsvg-convert or Chromium") var withPNG: Bool
  @Option("--rows", value: "FROM-TO", help: "rows to draw, from 0; all when not given") var rows: RowRange?
  @Option("--blob", value: "FILE", help: "the blob that scored, to draw its thresholds") var blob: String?
  @Option("--width", in: 20...400, help: "characters of a line in the terminal") var width = 80
  @Option("--height", in: 1...60, help: "lines of a curve in the terminal") var height = 6
  @Option("--panels", in: 1...200, help: "the most columns to draw when none is named") var panels = 12
  var table = TableArguments()

  func run() throws {
    let png = withPNG ? output.map(PNGFile.path(beside:)) : nil
    try requireDistinctFiles(outputs: [output, png], inputs: [path] + table.labels + [blob].compactMap(\.self))
    if withPNG && (output == nil || output == "-") {
      throw CommandLineError.conflict("--png needs a picture in a file, got none; add -o FILE.svg")
    }
    if let output { try AtomicFile.probe(output) }
    let plotted = try PlottedFile(path: path, columns: columns, rows: rows, blob: blob, panels: panels, table)
    guard let output else { return try AtomicFile.write(plotted.text(width: width, height: height), to: "-") }
    if withPNG { try PNGFile.probe(.picture(width: PlottedFile.width, height: plotted.pictureHeight)) }
    try AtomicFile.write(plotted.svg, to: output)
    if let png {
      try PNGFile.write(.picture(width: PlottedFile.width, height: plotted.pictureHeight), of: output, to: png)
    }
  }
}

/// Rows from one to another, the last one counted in, as 100-250.
struct RowRange: OptionValue {
  let first: Int
  let last: Int

  static func parsed(_ text: String) -> RowRange? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let first = parts[0], let last = parts[1], first >= 0, first <= last else { return nil }
    return RowRange(first: first, last: last)
  }
  static var kind: String { "a first and a last row such as 100-250" }
  static var placeholder: String { "FROM-TO" }
  var text: String { "\(first)-\(last)" }
}
