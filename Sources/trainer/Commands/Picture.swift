import AnomalyData
import AnomalyEvaluation
import AnomalyExport
import AnomalyReport

/// `trainer picture`: a recording and its scores as SVG or HTML.
struct Picture: Command {
  static let summary = "Draw signals, labelled faults, scores and alarms as one SVG or HTML file"
  static let examples = [
    Example("trainer picture test.csv scores.csv -o test.html", "the first eight columns, the score and its alarms"),
    Example(
      "trainer picture test.csv scores.csv -o test.svg --columns current,flow --alarm 0.8 --scale log",
      "two columns, the alarm threshold as a line, the score on a logarithmic axis"),
  ]

  @Positional("DATA.csv", help: "the recording") var data: String
  @Positional("SCORES.csv", help: "its scores, a file by trainer score (no pipe): row, score and, if there, verdict")
  var scores: String
  @Option("--output", "-o", value: "FILE", help: "the picture to write, .svg or .html") var output: String
  @Option("--title", help: "title of the picture; without it the file's name") var title: String?
  @Option("--columns", value: "LIST", help: "columns to draw, in this order") var columns: [String] = []
  @Option("--panels", in: 0...40, help: "the most columns to draw when --columns is not given") var panels = 8
  var table = TableArguments()
  @Option("--blob", value: "FILE", help: "the blob that scored, to draw its thresholds") var blob: String?
  @Option("--warn", help: "the warn threshold, drawn as a line") var warn: Float?
  @Option("--alarm", help: "the alarm threshold, drawn as a line") var alarm: Float?
  @Option("--scale", help: "the score axis") var scale = ScorePicture.ScoreScale.automatic

  func run() throws {
    let format = try PictureFormat(path: output)
    try requireDistinctFiles(outputs: [output], inputs: [data, scores] + [blob].compactMap(\.self))
    var options = table.options
    options.columns = columns.isEmpty ? nil : columns
    let frame = try Frame(reading: [data], options: options)
    let scored = try ScoreFile(path: scores, rowCount: frame.rowCount)

    let shown = columns.isEmpty ? min(panels, frame.columnCount) : frame.columnCount
    let signals = (0..<shown).map { column in
      let name = ColumnName(frame.columnNames[column])
      return ScorePicture.Signal(
        name: name.quantity, unit: frame.units[column], values: (0..<frame.rowCount).map { frame[$0, column] })
    }
    var picture = ScorePicture(
      title: title ?? data.split(separator: "/").last.map(String.init) ?? data, signals: signals, scores: scored.scores)
    picture.labels = frame.labels?.map { $0 != 0 }
    picture.times = frame.time?.unixSeconds
    let shipped = try blob.map { try LoadedBlob(path: $0).blob.score }
    picture.warn = warn ?? shipped?.warn
    picture.alarm = alarm ?? shipped?.alarm
    picture.alarms = scored.alarms
    picture.scoreScale = scale
    picture.subtitle = subtitle(frame, picture)
    switch format {
    case .svg: try AtomicFile.write(picture.svg(), to: output)
    case .html: try AtomicFile.write(picture.html(), to: output)
    }
  }

  /// How much is shown and, where there are labels and alarms, what was found.
  private func subtitle(_ frame: Frame, _ picture: ScorePicture) -> String {
    var parts = ["\(frame.rowCount) rows"]
    parts.append(
      picture.signals.count == frame.columnCount
        ? "\(frame.columnCount) columns" : "\(picture.signals.count) of \(frame.columnCount) columns")
    let alarms = picture.alarms ?? picture.alarm.map { limit in picture.scores.map { $0 > limit } }
    if let labels = picture.labels, let alarms {
      let scores = picture.scores.map { $0.isNaN ? -Float.infinity : $0 }
      let table = EventTable(LabelledAlarms(alarms: alarms, labels: labels, runs: frame.runs), scores: scores)
      parts.append("\(table.foundCount) of \(table.events.count) labelled faults found")
      parts.append(table.falseAlarms.count == 1 ? "1 false alarm" : "\(table.falseAlarms.count) false alarms")
    }
    return parts.joined(separator: ", ")
  }
}

extension ScorePicture.ScoreScale: OptionValue {}

/// What a picture is written as, told by the ending of its name.
private enum PictureFormat: String, CaseIterable {
  case svg
  case html

  init(path: String) throws(CommandLineError) {
    guard let format = Self.allCases.first(where: { path.lowercased().hasSuffix(".\($0.rawValue)") }) else {
      throw .conflict("--output must end in .svg or .html, got \(path)")
    }
    self = format
  }
}
