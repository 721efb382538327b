import AnomalyReport

extension ReportSource {
  /// Files drawn at most, and panels of all of them.
  private static var fileLimit: Int { 8 }
  private static var panelLimit: Int { 24 }

  /// Every recording: the columns that matter, the score, alarms and labels.
  var signals: Page.Section {
    let shown = views.prefix(Self.fileLimit)
    let count = min(columns.count, max(2, min(8, Self.panelLimit / max(1, shown.count))))
    let drawn = scoring.isRowSamples ? [] : ranking.prefix(count).sorted()
    var blocks: [Page.Block] = [.text(introduction(drawn.count))]
    for (index, view) in shown.enumerated() {
      let name = Wording.name(view.file.path)
      let chart = Page.Block.stream(
        chart(
          view, view.allRows, columns: drawn, withExpected: false, withScore: true,
          title: "columns and score of \(name)",
          identifier: "signals-\(index)", group: "file-\(index)"))
      let summary =
        "\(name): \(Wording.count(view.rowCount, "row")), \(Wording.count(view.alarms(view.allRows).count { $0 }, "alarmed row"))"
      blocks.append(index == 0 ? .heading(summary) : .fold(summary, [chart]))
      if index == 0 { blocks.append(chart) }
    }
    if views.count > shown.count {
      blocks.append(.text("\(Wording.count(views.count - shown.count, "more file")) not drawn."))
    }
    return Page.Section("Signals", "Signals and score", blocks)
  }

  private func introduction(_ drawn: Int) -> String {
    if scoring.isRowSamples {
      return "Each row is a window of its own; the score of every row, in the order of the file."
    }
    let which =
      drawn < columns.count
      ? "The \(drawn) of \(columns.count) columns that contributed most to alarms" : "All columns"
    return which
      + ", and below them the score of the window that ends at each row. Drag across a chart to zoom, double-click "
      + "for the whole; a curve shows the lowest and the highest of the rows that share a pixel."
  }
}
