import AnomalyReport

extension ReportSource {
  private static var alarmLimit: Int { 6 }
  private static var missedLimit: Int { 3 }

  /// The highest alarms, and labelled anomalies without one, each with its surroundings at full resolution.
  var events: Page.Section {
    let all = findings()
    let missed = all.filter { if case .missed = $0.kind { true } else { false } }
    let raised = all.filter { if case .missed = $0.kind { false } else { true } }
    let shown = raised.prefix(Self.alarmLimit) + missed.prefix(Self.missedLimit)
    if shown.isEmpty {
      return Page.Section(
        "Events", "Top events", missing: "no row raised an alarm, and no labelled anomaly was missed.")
    }
    var blocks: [Page.Block] = [.table(table(shown))]
    let hidden = all.count - shown.count
    if hidden > 0 { blocks.append(.text("\(Wording.count(hidden, "more event")) with lower scores not shown.")) }
    for (index, finding) in shown.enumerated() {
      let view = views[finding.view]
      let heading = "\(index + 1). \(finding.kind.text): \(moments(finding))"
      blocks.append(.heading(heading))
      blocks.append(
        scoring.isRowSamples
          ? .charts([windowChart(view, finding.peak, title: "row \(finding.peak), score \(significant(finding.score))")]
          )
          : .stream(zoom(finding, view, index, title: heading)))
    }
    return Page.Section("Events", "Top events", blocks)
  }

  private func moments(_ finding: Finding) -> String {
    let view = views[finding.view]
    let file = views.count > 1 ? "\(Wording.name(view.file.path)), " : ""
    return file
      + (finding.rows.count == 1
        ? view.moment(finding.rows.lowerBound)
        : "\(view.moment(finding.rows.lowerBound)) to \(view.moment(finding.rows.upperBound - 1))")
  }

  private func table(_ findings: ArraySlice<Finding>) -> PageTable {
    var table = PageTable(
      title: "top events", .text("event"), .number("first row"), .number("rows"), .text("what"),
      .number("highest score"),
      .number("× alarm"), .number("p-value"), .text("columns"))
    for (index, finding) in findings.enumerated() {
      let view = views[finding.view]
      let scored = view.scored(finding.peak)
      table.add(
        "\(index + 1)" + (views.count > 1 ? " · \(Wording.name(view.file.path))" : ""),
        Wording.grouped(finding.rows.lowerBound), Wording.grouped(finding.rows.count), finding.kind.text,
        significant(finding.score), significant(finding.score / max(alarm, .leastNormalMagnitude)),
        scored.map { significant($0.result.pValue) } ?? "–",
        blamed(scored).map { "\(columns[$0].quantity) \(Int((100 * scored!.contributions[$0]).rounded())) %" }
          .joined(separator: ", "))
    }
    return table
  }

  /// The columns with the largest parts in a score, at most three.
  private func blamed(_ row: ScoredRow?) -> [Int] {
    guard let shares = row?.contributions else { return [] }
    return shares.indices.filter { shares[$0] >= 0.01 }
      .sorted { shares[$0] == shares[$1] ? $0 < $1 : shares[$0] > shares[$1] }.prefix(3).map(\.self)
  }

  private func zoom(_ finding: Finding, _ view: RecordingView, _ index: Int, title: String) -> StreamChart {
    let run = view.file.frame.runs.first { $0.contains(finding.rows.lowerBound) } ?? view.allRows
    let air = max(finding.rows.count / 2, 2 * scoring.blob.blob.window, 20)
    let rows = max(run.lowerBound, finding.rows.lowerBound - air)..<min(run.upperBound, finding.rows.upperBound + air)
    let shown = blamed(view.scored(finding.peak))
    var chart = chart(
      view, rows, columns: shown.isEmpty ? Array(ranking.prefix(3)) : shown, withExpected: true, withScore: true,
      title: title, identifier: "event-\(index)", group: "event-\(index)")
    chart.panels[chart.panels.count - 1].height = 110
    chart.hasLegend = index == 0
    return chart
  }

  /// A window that is a row: what was read and what the model expected, value by value.
  func windowChart(_ view: RecordingView, _ row: Int, title: String) -> XYChart {
    let width = view.file.frame.columnCount
    func points(_ values: some Collection<Float>) -> [(x: Double, y: Double)] {
      values.enumerated().map { (Double($0), Double($1)) }
    }
    let measured = view.file.frame.values[row * width..<(row + 1) * width]
    var series = [XYChart.Series("measured", .line, style: "signal", points: points(measured))]
    if let expected = view.scored(row)?.expected, expected.contains(where: \.isFinite) {
      series.append(XYChart.Series("expected", .line, style: "expected", points: points(expected)))
    }
    return XYChart(
      title: title, x: .init("value of the row"), y: .init(columns.first?.quantity ?? "reading"), series: series)
  }
}
