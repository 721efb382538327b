import AnomalyData
import AnomalyEvaluation
import AnomalyReport

/// One recording as it is drawn: something for every row of the file, scored or not. What a scored row found holds until
/// the next one where the model scores every few rows.
struct RecordingView {
  let file: LabelledRecordings.File
  /// The scored row that holds for each row; nil where there is none.
  private let places: [Int?]
  /// The rows that a score holds for.
  let stride: Int

  init(_ file: LabelledRecordings.File) {
    self.file = file
    let rows = file.rows.map(\.row)
    stride = zip(rows, rows.dropFirst()).map { $1 - $0 }.min() ?? 1
    var places = [Int?](repeating: nil, count: file.frame.rowCount)
    for (place, row) in rows.enumerated() {
      for held in row..<min(row + stride, places.count) { places[held] = place }
    }
    self.places = places
  }

  var rowCount: Int { places.count }
  var allRows: Range<Int> { places.indices }

  /// What the thresholds look at, NaN where there is none.
  func scores(_ rows: Range<Int>) -> [Float] {
    places[rows].map { $0.map { file.rows[$0].result.smoothed } ?? .nan }
  }

  func alarms(_ rows: Range<Int>) -> [Bool] {
    places[rows].map { $0.map { file.rows[$0].result.verdict == .alarm } ?? false }
  }

  func values(_ column: Int, _ rows: Range<Int>) -> [Float] { rows.map { file.frame[$0, column] } }

  /// What the model expected to read, NaN where it did not say.
  func expected(_ column: Int, _ rows: Range<Int>) -> [Float] {
    rows.map { row in
      guard let place = places[row], file.rows[place].row == row, file.rows[place].expected.count > column else {
        return .nan
      }
      return file.rows[place].expected[column]
    }
  }

  /// The part of a column in the score of each row, in units of the score; 0 where there is none.
  func contribution(_ column: Int, _ rows: Range<Int>) -> [Float] {
    places[rows].map { place in
      place.map { file.rows[$0].contributions[column] * file.rows[$0].result.score } ?? 0
    }
  }

  /// The scored row that holds for `row`.
  func scored(_ row: Int) -> ScoredRow? { places[row].map { file.rows[$0] } }

  func times(_ rows: Range<Int>) -> [Double]? { file.frame.time?.unixSeconds.map { Array($0[rows]) } }

  /// "row 12", and the time where it is known.
  func moment(_ row: Int) -> String {
    let time = file.frame.time?.text(row) ?? ""
    return "row \(row)" + (time.isEmpty ? "" : ", \(time)")
  }
}

extension ReportSource {
  /// A chart of some rows: columns, what was expected of them, the score, marks of alarms and labels.
  func chart(
    _ view: RecordingView, _ rows: Range<Int>, columns shown: [Int], withExpected: Bool, withScore: Bool, title: String,
    identifier: String, group: String
  ) -> StreamChart {
    var panels = shown.map { column in
      let name = columns[column]
      var panel = StreamChart.Panel(
        heading: name.quantity, unit: name.unit,
        lines: [StreamChart.Line("measured", .signal, values: view.values(column, rows))])
      let expected = withExpected ? view.expected(column, rows) : []
      if expected.contains(where: \.isFinite) {
        panel.lines.append(StreamChart.Line("expected", .expected, values: expected))
      }
      return panel
    }
    if withScore {
      var panel = StreamChart.Panel(
        heading: "anomaly score", lines: [StreamChart.Line("score", .score, values: view.scores(rows))], height: 150,
        isLogarithmic: isLogarithmic)
      panel.warn = warn
      panel.alarm = alarm
      panels.append(panel)
    }
    var chart = StreamChart(
      title: title, rowCount: rows.count, panels: panels, group: group, identifier: identifier)
    chart.firstRow = rows.lowerBound
    chart.times = view.times(rows)
    chart.lanes = [StreamChart.Lane("alarm", style: "alarm", marks: view.alarms(rows))]
    if recordings.isLabelled {
      let labels = Array(view.file.labels[rows])
      chart.labels = labels
      chart.lanes.append(StreamChart.Lane("label", style: "fault", marks: labels))
    }
    return chart
  }
}
