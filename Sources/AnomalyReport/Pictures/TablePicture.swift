import AnomalyData

/// The picture of a recording as it was read: a panel a column, with what is missing, where runs end, and labels.
///
/// One self-contained SVG in the style of `ScorePicture`.
public struct TablePicture: Sendable {
  /// Drawn large at the top.
  public var title: String
  /// One line under the title; empty for none.
  public var subtitle = ""
  /// Tells this picture's styles from those of others in one HTML page: letters, digits and dashes.
  public var identifier = "table"
  private let frame: Frame
  private let columns: Int
  /// First rows of runs but for the first, and rows after gaps in time.
  private let borders: [Int]

  /// The picture of the first `columns` columns of `frame`.
  public init(title: String, of frame: Frame, columns: Int) {
    self.title = title
    self.frame = frame
    self.columns = min(columns, frame.columnCount)
    let gaps = frame.time?.instants.flatMap { Sampling(instants: $0, runs: frame.runs)?.gaps.map(\.row) } ?? []
    borders = Set(frame.runs.dropFirst().map(\.lowerBound) + gaps).sorted()
  }

  private static let width = 1200.0
  private static let margin = 28.0
  private static let left = 84.0
  private static let panel = 78.0

  /// The SVG document, without an XML declaration, so that it can stand inside HTML.
  public func svg() -> String {
    let legendY = subtitle.isEmpty ? 66.0 : 86.0
    let areas = (0..<columns).map { column in
      PlotArea(
        left: Self.left, top: legendY + 18 + Panel.headingHeight + Double(column) * (Self.panel + Panel.headingHeight),
        width: Self.width - Self.left - Self.margin, height: Self.panel)
    }
    guard let first = areas.first, let last = areas.last else { return "" }
    let rows = RowAxis(rowCount: frame.rowCount, times: frame.time?.unixSeconds, area: first)
    let (width, height) = (SVGText.pixels(Self.width), SVGText.pixels(last.bottom + 58))
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(identifier)" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-label="\(SVGText.escaped(title))">
      <style>
      \(PictureStyle.sheet(scope: identifier))</style>
      <rect width="\(width)" height="\(height)" class="page"/>

      """
    svg += SVGText.label(title, x: Self.margin, y: 40, style: "title")
    if !subtitle.isEmpty { svg += SVGText.label(subtitle, x: Self.margin, y: 62, style: "note") }
    svg += legend.svg(left: Self.margin, y: legendY)
    let panels = areas.indices.map { panel($0, areas[$0]) }
    for panel in panels { svg += panel.ground }
    if let labels = frame.labels {
      let bands = RowMarks.path(labels.map { $0 != 0 }, rows: rows, top: first.top, bottom: last.bottom)
      if !bands.isEmpty { svg += "<path d=\"\(bands)\" class=\"fault\"/>\n" }
    }
    svg += borderLines(rows, from: first.top, to: last.bottom)
    for (column, panel) in panels.enumerated() { svg += panel.frame + curve(column, panel.axis, rows) }
    return svg + rows.svg(below: last.bottom + 4) + "</svg>\n"
  }

  private func values(_ column: Int) -> [Float] { (0..<frame.rowCount).map { frame[$0, column] } }

  private func panel(_ column: Int, _ area: PlotArea) -> Panel {
    let name = ColumnName(frame.columnNames[column])
    return Panel(
      heading: name.quantity, unit: name.unit.isEmpty ? nil : name.unit,
      axis: ValueAxis(covering: values(column), area: area))
  }

  /// The samples, and below them a mark where one is missing.
  private func curve(_ column: Int, _ axis: ValueAxis, _ rows: RowAxis) -> String {
    let values = values(column)
    let bottom = axis.area.bottom
    let missing = RowMarks.path(values.map(\.isNaN), rows: rows, top: bottom - 6, bottom: bottom)
    return "<path d=\"\(TracePath(values, rows: rows, axis: axis).data)\" class=\"line signal\"/>\n"
      + (missing.isEmpty ? "" : "<path d=\"\(missing)\" class=\"warn\"/>\n")
  }

  /// Dashed lines, at most one a pixel.
  private func borderLines(_ rows: RowAxis, from top: Double, to bottom: Double) -> String {
    var svg = ""
    var last = -Double.infinity
    for row in borders where rows.edge(Double(row)) - last >= 1 {
      last = rows.edge(Double(row))
      svg += SVGText.line(x1: last, y1: top, x2: last, y2: bottom, style: "limit alarm-limit")
    }
    return svg
  }

  private var legend: Legend {
    var legend = Legend()
    legend.add(.line("line signal"), "signal")
    if frame.values.contains(where: \.isNaN) { legend.add(.box("warn"), "missing") }
    if !borders.isEmpty { legend.add(.line("limit alarm-limit"), "gap or end of a run") }
    if frame.labels?.contains(where: { $0 != 0 }) == true { legend.add(.box("fault"), "labelled anomaly") }
    return legend
  }
}
