import AnomalyData
import AnomalyExport
import AnomalyReport
import Foundation

/// What `plot` draws: curves over rows, with marks below them.
struct PlottedFile {
  /// Pixels of a picture from left to right.
  static let width = 1200

  private let picture: ScorePicture
  private let moments: [String]
  /// Whether the file holds scores instead of readings.
  private let isScores: Bool

  /// - Errors: what reading throws, `CommandLineError.conflict` for rows that the file does not have.
  init(
    path: String, columns: [String], rows chosen: RowRange?, blob: String?, panels: Int, _ table: TableArguments
  ) throws {
    var options = table.options
    let isScores = columns.isEmpty && Self.holdsScores(path)
    options.columns = isScores ? ["row", "score"] : columns.isEmpty ? nil : columns
    let frame = try Frame(reading: [path], options: options)
    var signals: [ScorePicture.Signal] = []
    var scores = [Float](repeating: .nan, count: frame.rowCount)
    var alarms: [Bool]?
    if isScores {
      let last = (0..<frame.rowCount).map { frame[$0, 0] }.max() ?? 0
      let file = try ScoreFile(path: path, rowCount: Int(exactly: last.rounded()).map { max(0, $0) + 1 } ?? 1)
      scores = file.scores
      alarms = file.alarms
    } else {
      signals = (0..<(columns.isEmpty ? min(panels, frame.columnCount) : frame.columnCount)).map { column in
        ScorePicture.Signal(
          name: ColumnName(frame.columnNames[column]).quantity, unit: frame.units[column],
          values: (0..<frame.rowCount).map { frame[$0, column] })
      }
    }
    let all = scores.indices
    if let chosen, chosen.last >= all.count {
      throw CommandLineError.conflict("\(path) has rows 0-\(all.count - 1), got --rows \(chosen.text)")
    }
    let rows = chosen.map { $0.first..<$0.last + 1 } ?? all
    for index in signals.indices { signals[index].values = Array(signals[index].values[rows]) }
    var picture = ScorePicture(title: Wording.name(path), signals: signals, scores: Array(scores[rows]))
    picture.alarms = alarms.map { Array($0[rows]) }
    if !isScores {
      picture.labels = frame.labels.map { $0[rows].map { $0 != 0 } }
      picture.times = frame.time?.unixSeconds.map { Array($0[rows]) }
    }
    if let blob {
      let score = try LoadedBlob(path: blob).blob.score
      picture.warn = score.warn
      picture.alarm = score.alarm
    }
    picture.firstRow = rows.lowerBound
    picture.hasScores = isScores
    picture.subtitle =
      "\(Wording.count(rows.count, "row"))"
      + (signals.count < frame.columnCount && !isScores ? ", \(signals.count) of \(frame.columnCount) columns" : "")
    moments = [rows.lowerBound, rows.lowerBound + rows.count / 2, max(rows.upperBound - 1, rows.lowerBound)].map {
      row in
      let time = isScores || row >= frame.rowCount ? "" : frame.time?.text(row) ?? ""
      return time.isEmpty ? "\(row)" : time
    }
    self.picture = picture
    self.isScores = isScores
  }

  /// Whether the first line names the columns that `trainer score` writes.
  private static func holdsScores(_ path: String) -> Bool {
    guard path != "-", let bytes = try? FileBytes(path: path) else { return false }
    let line = withExtendedLifetime(bytes) { String(decoding: bytes.content.prefix(400), as: UTF8.self) }
    let names = line.prefix { !$0.isNewline }.split(separator: ",")
    return names.first == "row" && names.contains("score")
  }

  var svg: String { picture.svg() }

  /// Pixels of the picture from top to bottom.
  var pictureHeight: Int { Int(picture.height.rounded(.up)) }

  /// Curves in braille, with their range at the left, lanes of marks and the axis below.
  func text(width: Int, height: Int) -> String {
    let gutter = 10
    let room = max(1, width - gutter)
    func padded(_ text: String) -> String {
      String(repeating: " ", count: max(0, gutter - 1 - text.count)) + text.suffix(gutter - 1) + " "
    }
    var text = "\(picture.title): \(picture.subtitle)\n"
    var curves = picture.signals.map { ($0.unit.isEmpty ? $0.name : "\($0.name) [\($0.unit)]", $0.values) }
    if isScores { curves.append(("score", picture.scores)) }
    for (name, values) in curves {
      let plot = BraillePlot(values, width: room, height: height)
      text += "\n" + padded("") + name + "\n"
      for (index, line) in plot.lines.enumerated() {
        let edge = index == 0 ? plot.range?.upperBound : index == height - 1 ? plot.range?.lowerBound : nil
        text += padded(edge.map { significant($0) } ?? "") + line + "\n"
      }
    }
    for (name, marks) in [("label", picture.labels), ("alarm", picture.alarms)] {
      guard let marks, marks.contains(true) else { continue }
      text += "\n" + padded(name) + BraillePlot.lane(marks, width: room)
    }
    text += "\n" + padded("") + axis(room) + "\n"
    // No blanks at the ends of lines.
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }

  /// First, middle and last row, or their times, where they fit.
  private func axis(_ room: Int) -> String {
    let (first, middle, last) = (moments[0], moments[1], moments[2])
    let free = room - first.count - last.count
    guard free > 0 else { return first }
    guard free >= middle.count + 4 else { return first + String(repeating: " ", count: free) + last }
    let left = (free - middle.count) / 2
    return first + String(repeating: " ", count: left) + middle
      + String(repeating: " ", count: free - middle.count - left) + last
  }
}
