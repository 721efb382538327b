import AnomalyReport

extension ReportSource {
  private static var columnLimit: Int { 24 }
  private static var fileLimit: Int { 4 }
  /// Shares of the alarm threshold, and how they look.
  private static var levels: [(style: String, text: String, least: Float)] {
    [
      ("h1", "1 % of the threshold", 0.01), ("h2", "10 %", 0.1), ("h3", "30 %", 0.3), ("h4", "60 %", 0.6),
      ("h5", "the column alone exceeds it", 1),
    ]
  }

  /// Which column raised the score, and when.
  var contributions: Page.Section {
    let (name, title) = ("Contributions", "Contributions of columns")
    if columns.count < 2 {
      return Page.Section(name, title, missing: "the model reads one column, which makes up every score.")
    }
    let shown = ranking.prefix(Self.columnLimit)
    var blocks: [Page.Block] = [
      .text(
        "What each column adds to the score, as a share of the alarm threshold. "
          + (shown.count < columns.count
            ? "The \(shown.count) of \(columns.count) columns with the largest part in alarms."
            : "The columns with the largest part in alarms stand first."))
    ]
    for (index, view) in views.prefix(Self.fileLimit).enumerated() {
      var chart = StreamChart(
        title: "contributions in \(Wording.name(view.file.path))", rowCount: view.rowCount, panels: [],
        group: "file-\(index)", identifier: "contributions-\(index)")
      chart.times = view.times(view.allRows)
      chart.hasWideNames = true
      chart.key = Self.levels.map { ($0.style, $0.text) }
      chart.lanes = shown.map { column in
        let parts = view.contribution(column, view.allRows).map { $0 / max(alarm, .leastNormalMagnitude) }
        return StreamChart.Lane(
          columns[column].quantity,
          layers: Self.levels.map { level in (level.style, parts.map { $0 >= level.least }) })
      }
      chart.lanes.append(StreamChart.Lane("alarm", style: "alarm", marks: view.alarms(view.allRows)))
      if recordings.isLabelled {
        chart.lanes.append(StreamChart.Lane("label", style: "fault", marks: view.file.labels))
      }
      if views.count > 1 { blocks.append(.heading(Wording.name(view.file.path))) }
      blocks.append(.stream(chart))
    }
    if views.count > Self.fileLimit {
      blocks.append(.text("\(Wording.count(views.count - Self.fileLimit, "more file")) not drawn."))
    }
    return Page.Section(name, title, blocks)
  }
}
