/// The picture of a scored recording: signals, labelled faults, score with its thresholds, alarms.
///
/// Draws one self-contained SVG, light or dark as the viewer prefers. Its size depends on the number of signals and on the
/// pixels, hardly on the rows: 100,000 rows of eight signals stay below 500 kB.
public struct ScorePicture: Sendable {
  /// One column of the recording.
  public struct Signal: Sendable {
    /// The column's name.
    public var name: String
    /// The physical unit, empty when unknown.
    public var unit: String
    /// One a row; values that are not finite leave a gap.
    public var values: [Float]

    /// A signal with one value a row.
    public init(name: String, unit: String = "", values: [Float]) {
      self.name = name
      self.unit = unit
      self.values = values
    }
  }

  /// How the score axis runs.
  public enum ScoreScale: String, CaseIterable, Sendable {
    /// Logarithmic where the largest score is more than 30 times the median, else linear.
    case automatic
    case linear
    case log

    /// Whether the axis of these scores is logarithmic.
    public func isLogarithmic(for scores: [Float]) -> Bool {
      switch self {
      case .linear: return false
      case .log: return true
      case .automatic:
        let sorted = scores.filter { $0.isFinite && $0 > 0 }.sorted()
        guard let largest = sorted.last else { return false }
        return largest > 30 * sorted[sorted.count / 2]
      }
    }
  }

  /// Drawn large at the top.
  public var title: String
  /// One line under the title; empty for none.
  public var subtitle = ""
  /// The panels above the score, in this order.
  public var signals: [Signal]
  /// One a row, NaN where a row has none.
  public var scores: [Float]
  /// One a row, true where a fault is labelled; nil without labels.
  public var labels: [Bool]?
  /// Unix seconds a row for the horizontal axis; nil, or not rising, for row numbers.
  public var times: [Double]?
  /// The warn threshold.
  public var warn: Float?
  /// The alarm threshold; the part of the score above it stands out.
  public var alarm: Float?
  /// One a row, true where an alarm is marked; nil for the rows whose score is strictly above `alarm`.
  public var alarms: [Bool]?
  /// How the score axis runs.
  public var scoreScale = ScoreScale.automatic
  /// Whether scores and alarms are drawn; without them it is a picture of signals alone.
  public var hasScores = true
  /// The number of the first row.
  public var firstRow = 0
  /// Tells this picture's styles from those of others in one HTML page: letters, digits and dashes.
  public var identifier = "picture"

  /// A picture of `scores` and of signals with as many rows.
  public init(title: String, signals: [Signal], scores: [Float]) {
    precondition(signals.allSatisfy { $0.values.count == scores.count }, "one value a score")
    self.title = title
    self.signals = signals
    self.scores = scores
  }

  /// Pixels from top to bottom.
  public var height: Double { layout.height }

  private var layout: PictureLayout {
    PictureLayout(signalCount: signals.count, hasScore: hasScores, hasSubtitle: !subtitle.isEmpty)
  }

  /// The SVG document, without an XML declaration, so that it can stand inside HTML.
  public func svg() -> String {
    let layout = layout
    let rows = RowAxis(rowCount: scores.count, times: times, firstRow: firstRow, area: layout.score)
    let isLogarithmic = scoreScale.isLogarithmic(for: scores)
    let scorePanel = Panel(
      heading: "anomaly score", unit: isLogarithmic ? "log scale" : nil,
      axis: ValueAxis(
        covering: scores, marks: [warn, alarm].compactMap(\.self), isLogarithmic: isLogarithmic, area: layout.score))
    let signalPanels = zip(signals, layout.signals).map { signal, area in
      Panel(
        heading: signal.name, unit: signal.unit.isEmpty ? nil : signal.unit,
        axis: ValueAxis(covering: signal.values, area: area))
    }

    var svg = opening(layout)
    svg += heading(layout)
    for panel in signalPanels + (hasScores ? [scorePanel] : []) { svg += panel.ground }
    if let labels {
      let bands = RowMarks.path(labels, rows: rows, top: layout.panelsTop, bottom: layout.lane.bottom)
      if !bands.isEmpty { svg += "<path d=\"\(bands)\" class=\"fault\"/>\n" }
    }
    for (panel, signal) in zip(signalPanels, signals) {
      svg += panel.frame
      let trace = TracePath(signal.values, rows: rows, axis: panel.axis)
      svg += "<path d=\"\(trace.data)\" class=\"line signal\"/>\n"
    }
    if hasScores { svg += scoreCurve(scorePanel, rows: rows) + alarmLane(layout, rows: rows) }
    svg += rows.svg(below: layout.lane.bottom)
    return svg + "</svg>\n"
  }

  private var marks: [Bool]? {
    hasScores ? alarms ?? alarm.map { alarm in scores.map { $0 > alarm } } : nil
  }

  private func opening(_ layout: PictureLayout) -> String {
    let width = SVGText.pixels(layout.width)
    let height = SVGText.pixels(layout.height)
    return """
      <svg xmlns="http://www.w3.org/2000/svg" id="\(identifier)" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" aria-label="\(SVGText.escaped(title))">
      <style>
      \(PictureStyle.sheet(scope: identifier))</style>
      <rect width="\(width)" height="\(height)" class="page"/>

      """
  }

  private func heading(_ layout: PictureLayout) -> String {
    var legend = Legend()
    if !signals.isEmpty { legend.add(.line("line signal"), "signal") }
    if labels?.contains(true) == true { legend.add(.box("fault"), "labelled fault") }
    if hasScores { legend.add(.line("line score"), "score") }
    if warn != nil { legend.add(.line("limit warn-limit"), "warn threshold") }
    if alarm != nil { legend.add(.line("limit alarm-limit"), "alarm threshold") }
    if marks != nil { legend.add(.box("alarm"), "alarm") }
    var svg = SVGText.label(title, x: layout.margin, y: layout.titleY, style: "title")
    if !subtitle.isEmpty { svg += SVGText.label(subtitle, x: layout.margin, y: layout.subtitleY, style: "note") }
    return svg + legend.svg(left: layout.margin, y: layout.legendY)
  }

  /// The score in its own colour, the part above the alarm threshold once more in that of alarms.
  private func scoreCurve(_ panel: Panel, rows: RowAxis) -> String {
    let area = panel.axis.area
    let trace = TracePath(scores, rows: rows, axis: panel.axis)
    var svg = panel.frame
    svg += "<defs><path id=\"\(identifier)-score\" d=\"\(trace.data)\"/></defs>\n"
    svg += "<use href=\"#\(identifier)-score\" class=\"line score\"/>\n"
    if let alarm {
      let height = max(0, panel.axis.y(Double(alarm)) - area.top)
      svg += "<clipPath id=\"\(identifier)-over\"><rect x=\"\(SVGText.pixels(area.left))\""
      svg += " y=\"\(SVGText.pixels(area.top))\" width=\"\(SVGText.pixels(area.width))\""
      svg += " height=\"\(SVGText.pixels(height))\"/></clipPath>\n"
      svg += "<use href=\"#\(identifier)-score\" class=\"line over\" clip-path=\"url(#\(identifier)-over)\"/>\n"
    }
    return svg + panel.limits(warn: warn, alarm: alarm)
  }

  private func alarmLane(_ layout: PictureLayout, rows: RowAxis) -> String {
    guard let marks else { return "" }
    let lane = layout.lane
    let path = RowMarks.path(marks, rows: rows, top: lane.top + 3, bottom: lane.bottom - 3)
    let name = SVGText.label("alarms", x: lane.left - 8, y: lane.bottom - 5, style: "tick", anchor: "end")
    return name + (path.isEmpty ? "" : "<path d=\"\(path)\" class=\"alarm\"/>\n")
  }
}
