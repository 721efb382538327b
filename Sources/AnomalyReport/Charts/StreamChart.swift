/// Values over the rows of a recording: panels of lines, lanes of marks, one horizontal axis.
///
/// Inside a page: the curves stretch to any width while texts keep their size, and a script zooms all charts of a group
/// together. A curve's size depends on `columns`, not on the rows.
public struct StreamChart: Sendable {
  /// One curve.
  public struct Line: Sendable {
    /// What a curve is.
    public enum Role: String, Sendable {
      /// What a sensor read.
      case signal
      /// What the model expected it to read.
      case expected
      /// The anomaly score.
      case score
    }

    /// For the legend.
    public var name: String
    /// One a row; values that are not finite leave a gap.
    public var values: [Float]
    /// Colour and stroke.
    public var role: Role

    /// A curve.
    public init(_ name: String, _ role: Role, values: [Float]) {
      self.name = name
      self.role = role
      self.values = values
    }
  }

  /// Curves that share a vertical axis.
  public struct Panel: Sendable {
    /// Above the plot.
    public var heading: String
    /// The physical unit, empty when there is none.
    public var unit: String
    /// Drawn in this order.
    public var lines: [Line]
    /// The warn threshold, for a panel of scores.
    public var warn: Float?
    /// The alarm threshold; what lies above it stands out.
    public var alarm: Float?
    /// Pixels.
    public var height: Int
    /// Whether equal distances are equal ratios.
    public var isLogarithmic: Bool

    /// A panel without thresholds.
    public init(heading: String, unit: String = "", lines: [Line], height: Int = 84, isLogarithmic: Bool = false) {
      self.heading = heading
      self.unit = unit
      self.lines = lines
      self.height = height
      self.isLogarithmic = isLogarithmic
    }
  }

  /// Marked rows below the panels.
  public struct Lane: Sendable {
    /// Left of the lane.
    public var name: String
    /// Style classes and the rows that they mark, painted in this order.
    public var layers: [(style: String, marks: [Bool])]

    /// A lane of one kind of marks.
    public init(_ name: String, style: String, marks: [Bool]) {
      self.init(name, layers: [(style, marks)])
    }

    /// A lane of several kinds of marks.
    public init(_ name: String, layers: [(style: String, marks: [Bool])]) {
      self.name = name
      self.layers = layers
    }
  }

  /// What is shown, for those who cannot see it.
  public var title: String
  /// Rows shown.
  public var rowCount: Int
  /// The number of the first row.
  public var firstRow = 0
  /// Unix seconds a row; nil, or not rising, for row numbers.
  public var times: [Double]?
  /// Top to bottom.
  public var panels: [Panel]
  /// Top to bottom.
  public var lanes: [Lane] = []
  /// Shaded in every panel, one a row; nil for none.
  public var labels: [Bool]?
  /// Charts of one group are zoomed together; one word.
  public var group: String
  /// Tells this chart from others of a page: letters, digits and dashes.
  public var identifier: String
  /// Whether the names of lanes are long and get room of their own.
  public var hasWideNames = false
  /// Whether the chart explains its colours.
  public var hasLegend = true
  /// Styles of boxes that the legend explains, and their texts; empty for what the parts say of themselves.
  public var key: [(style: String, text: String)] = []

  /// A chart of panels with `rowCount` values each.
  public init(title: String, rowCount: Int, panels: [Panel], group: String, identifier: String) {
    self.title = title
    self.rowCount = rowCount
    self.panels = panels
    self.group = group
    self.identifier = identifier
  }

  /// Pixel columns of a curve.
  static let columns = 1000.0
  /// Units of a panel from bottom to top.
  static let units = 100.0

  private var area: PlotArea { PlotArea(left: 0, top: 0, width: Self.columns, height: Self.units) }
  private var rows: RowAxis { RowAxis(rowCount: rowCount, times: times, firstRow: firstRow, area: area) }

  /// The figure.
  func html() -> String {
    let rows = rows
    var attributes = [
      ("class", hasWideNames ? "stream wide" : "stream"), ("id", identifier), ("data-group", group),
      ("data-rows", "\(rowCount)"), ("data-first", "\(firstRow)"),
    ]
    if let times = rows.times { attributes.append(("data-times", Self.sampled(times))) }
    let bands = labels.map { RowMarks.path($0, rows: rows, top: 0, bottom: Self.units) } ?? ""
    return Markup.element(
      "figure", attributes,
      Markup.element("figcaption", [("class", "hidden")], text: title)
        + (hasLegend ? legend.html() : "")
        + panels.enumerated().map { panel($1, index: $0, rows, bands: bands) }.joined()
        + lanes.map { lane($0, rows) }.joined()
        + axis(rows))
  }

  // MARK: Parts

  private func panel(_ panel: Panel, index: Int, _ rows: RowAxis, bands: String) -> String {
    let axis = ValueAxis(
      covering: panel.lines.flatMap(\.values), marks: [panel.warn, panel.alarm].compactMap(\.self),
      isLogarithmic: panel.isLogarithmic, area: area)
    let heading =
      Markup.element("b", text: panel.heading)
      + (panel.unit.isEmpty ? "" : " " + Markup.element("span", text: panel.unit))
      + (panel.isLogarithmic ? " " + Markup.element("span", text: "log scale") : "")
      + "<output></output>"
    let pixels = ValueAxis(
      axis.range, isLogarithmic: axis.isLogarithmic,
      area: PlotArea(
        left: 0, top: 0, width: Self.columns, height: Double(panel.height)))
    let ticks = pixels.ticks
    let texts = ticks.map {
      Markup.element("span", [("style", "bottom:\(Self.percent(axis.share($0.value)))")], text: $0.text)
    }.joined()
    var svg = ticks.map {
      SVGText.line(x1: 0, y1: axis.y($0.value), x2: Self.columns, y2: axis.y($0.value), style: "grid")
    }.joined()
    if !bands.isEmpty { svg += "<path d=\"\(bands)\" class=\"fault\"/>" }
    for (number, line) in panel.lines.enumerated() {
      svg += curve(line, axis, rows, over: panel.alarm, identifier: "\(identifier)-\(index)-\(number)")
    }
    for (value, style) in [(panel.warn, "warn"), (panel.alarm, "alarm")] {
      guard let value else { continue }
      let y = axis.y(Double(value))
      svg += SVGText.line(x1: 0, y1: y, x2: Self.columns, y2: y, style: "limit \(style)-limit")
    }
    let picture = Markup.element(
      "svg",
      [
        ("viewBox", "0 0 \(SVGText.pixels(Self.columns)) \(SVGText.pixels(Self.units))"),
        ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", "\(panel.heading), \(title)"),
        ("data-low", "\(axis.range.lowerBound)"), ("data-high", "\(axis.range.upperBound)"),
        ("data-log", axis.isLogarithmic ? "1" : ""),
      ], svg)
    return Markup.element("div", [("class", "heading")], heading)
      + Markup.element("div", [("class", "ticks"), ("style", "height:\(panel.height)px")], texts)
      + Markup.element(
        "div", [("class", "plot"), ("style", "height:\(panel.height)px")], picture + limitTexts(panel, axis))
  }

  /// A curve; of scores the part above the alarm threshold in the colour of alarms, by a gradient without a transition.
  private func curve(_ line: Line, _ axis: ValueAxis, _ rows: RowAxis, over alarm: Float?, identifier: String) -> String
  {
    var path = [("d", TracePath(line.values, rows: rows, axis: axis).data), ("class", "line \(line.role.rawValue)")]
    path.append(("data-name", line.name))
    guard line.role == .score, let alarm else { return Markup.element("path", path, "") }
    let place = Self.percent(min(max(1 - axis.share(Double(alarm)), 0), 1))
    let stops = ["over", "score"].map { Markup.element("stop", [("offset", place), ("class", "stop-\($0)")], "") }
    path.append(("style", "stroke:url(#\(identifier))"))
    return Markup.element(
      "linearGradient",
      [
        ("id", identifier), ("gradientUnits", "userSpaceOnUse"), ("x1", "0"), ("y1", "0"), ("x2", "0"),
        ("y2", SVGText.pixels(Self.units)),
      ], stops.joined()) + Markup.element("path", path, "")
  }

  /// Names of thresholds at their lines: that of the alarm above, that of the warning below, so that they never meet.
  private func limitTexts(_ panel: Panel, _ axis: ValueAxis) -> String {
    [(panel.alarm, "alarm"), (panel.warn, "warn")].map { value, style in
      value.map { value in
        Markup.element(
          "i", [("class", "\(style)-text"), ("style", "bottom:\(Self.percent(axis.share(Double(value))))")],
          text: "\(style) \(Tick.shortText(Double(value)))")
      } ?? ""
    }.joined()
  }

  private func lane(_ lane: Lane, _ rows: RowAxis) -> String {
    let marks = lane.layers.map { layer -> String in
      let path = RowMarks.path(layer.marks, rows: rows, top: 0, bottom: 10)
      return path.isEmpty ? "" : "<path d=\"\(path)\" class=\"\(layer.style)\"/>"
    }.joined()
    return Markup.element("div", [("class", "name"), ("title", lane.name)], text: lane.name)
      + Markup.element(
        "div", [("class", "lane")],
        Markup.element(
          "svg",
          [
            ("viewBox", "0 0 \(SVGText.pixels(Self.columns)) 10"), ("preserveAspectRatio", "none"), ("role", "img"),
            ("aria-label", "rows: \(lane.name)"),
          ], marks))
  }

  private func axis(_ rows: RowAxis) -> String {
    let texts = rows.ticks.map {
      Markup.element("span", [("style", "left:\(Self.percent(rows.edge($0.value) / Self.columns))")], text: $0.text)
    }.joined()
    return Markup.element("div", [("class", "axis")], texts)
      + Markup.element("div", [("class", "axis-title")], text: rows.title)
  }

  private var legend: ChartLegend {
    var legend = ChartLegend()
    for entry in key { legend.add(.box(entry.style), entry.text) }
    for line in panels.flatMap(\.lines) { legend.add(.line("line \(line.role.rawValue)"), line.name) }
    if labels?.contains(true) == true { legend.add(.box("fault"), "labelled anomaly") }
    if panels.contains(where: { $0.warn != nil }) { legend.add(.line("limit warn-limit"), "warn threshold") }
    if panels.contains(where: { $0.alarm != nil }) { legend.add(.line("limit alarm-limit"), "alarm threshold") }
    for lane in lanes {
      for layer in lane.layers where layer.style == "alarm" && layer.marks.contains(true) {
        legend.add(.box("alarm"), "alarm")
      }
    }
    return legend
  }

  /// At most 501 times, evenly spread over the rows: milliseconds of the first, then steps.
  private static func sampled(_ times: [Double]) -> String {
    let count = min(times.count, 501)
    guard count > 1 else { return "" }
    let kept = (0..<count).map { Int((times[$0 * (times.count - 1) / (count - 1)] * 1000).rounded()) }
    return ([kept[0]] + zip(kept.dropFirst(), kept).map { $0 - $1 }).map(String.init).joined(separator: " ")
  }

  static func percent(_ share: Double) -> String { SVGText.pixels(100 * share) + "%" }
}
