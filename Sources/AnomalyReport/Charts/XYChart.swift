/// A chart of values over values: curves, histograms, clouds of points.
///
/// Inside a page; as wide as a phone and not stretched beyond.
public struct XYChart: Sendable {
  /// A horizontal or vertical axis.
  public struct Axis: Sendable {
    /// What it measures, with the unit.
    public var title: String
    /// From and to; nil: what the series need.
    public var range: ClosedRange<Double>?
    /// Whether equal distances are equal ratios.
    public var isLogarithmic: Bool

    /// An axis.
    public init(_ title: String, range: ClosedRange<Double>? = nil, isLogarithmic: Bool = false) {
      self.title = title
      self.range = range
      self.isLogarithmic = isLogarithmic
    }
  }

  /// How points are drawn.
  public enum Mark: Sendable {
    /// Joined by straight lines.
    case line
    /// Horizontal steps from each point to the next, filled down to the axis.
    case steps
    /// A dot each.
    case dots
  }

  /// Points of one kind; those that are not finite are left out.
  public struct Series: Sendable {
    /// For the legend; empty for none.
    public var name: String
    /// How they are drawn.
    public var mark: Mark
    /// A class of `PageStyle`: `s0` to `s7`, or that of a role.
    public var style: String
    /// In order.
    public var points: [(x: Double, y: Double)]

    /// A series of points.
    public init(_ name: String, _ mark: Mark, style: String, points: [(x: Double, y: Double)]) {
      self.name = name
      self.mark = mark
      self.style = style
      self.points = points
    }
  }

  /// A line across the plot.
  public struct Guide: Sendable {
    /// For the legend.
    public var name: String
    /// A class of `PageStyle`.
    public var style: String
    /// Where it begins and ends.
    public var from: (x: Double, y: Double), to: (x: Double, y: Double)

    /// A line between two points; infinite coordinates are the edges of the plot.
    public init(_ name: String, style: String, from: (x: Double, y: Double), to: (x: Double, y: Double)) {
      self.name = name
      self.style = style
      self.from = from
      self.to = to
    }

    /// A vertical line.
    public init(_ name: String, style: String, x: Double) {
      self.init(name, style: style, from: (x, -.infinity), to: (x, .infinity))
    }
  }

  /// Above the chart.
  public var title: String
  /// Below the title; empty for none.
  public var note = ""
  /// The horizontal axis.
  public var x: Axis
  /// The vertical axis.
  public var y: Axis
  /// Drawn in this order.
  public var series: [Series]
  /// Drawn above the series.
  public var guides: [Guide] = []

  /// A chart of series.
  public init(title: String, x: Axis, y: Axis, series: [Series]) {
    self.title = title
    self.x = x
    self.y = y
    self.series = series
  }

  private static let plot = PlotArea(left: 54, top: 10, width: 378, height: 226)

  /// The figure.
  func html() -> String {
    let axes = ChartAxes(self, in: Self.plot)
    var svg = "<rect x=\"54\" y=\"10\" width=\"378\" height=\"226\" class=\"plot\"/>" + axes.svg
    for one in series { svg += drawn(one, axes) }
    for guide in guides {
      let (from, to) = (axes.place(guide.from), axes.place(guide.to))
      svg += SVGText.line(x1: from.x, y1: from.y, x2: to.x, y2: to.y, style: guide.style)
    }
    return Markup.element(
      "figure", [("class", "xy")],
      Markup.element(
        "figcaption", [], Markup.element("b", text: title) + (note.isEmpty ? "" : Markup.element("p", text: note)))
        + Markup.element(
          "svg", [("viewBox", "0 0 440 288"), ("role", "img"), ("aria-label", "\(title); \(x.title), \(y.title)")], svg)
        + legend.html())
  }

  private func drawn(_ series: Series, _ axes: ChartAxes) -> String {
    let points = series.points.filter { $0.x.isFinite && $0.y.isFinite }.map(axes.place)
    guard let first = points.first, let last = points.last else { return "" }
    switch series.mark {
    case .dots:
      return points.map { point in
        "<circle cx=\"\(SVGText.pixels(point.x))\" cy=\"\(SVGText.pixels(point.y))\" r=\"2.4\" class=\"dot \(series.style)\"/>"
      }.joined()
    case .line:
      let path = points.map { "\(SVGText.pixels($0.x)) \(SVGText.pixels($0.y))" }.joined(separator: "L")
      return "<path d=\"M\(path)\(points.count == 1 ? "h.1" : "")\" class=\"line \(series.style)\"/>"
    case .steps:
      let bottom = SVGText.pixels(Self.plot.bottom)
      let path = points.map { "H\(SVGText.pixels($0.x))V\(SVGText.pixels($0.y))" }.joined()
      return "<path d=\"M\(SVGText.pixels(first.x)) \(bottom)\(path)H\(SVGText.pixels(last.x))V\(bottom)z\" "
        + "class=\"area \(series.style)\"/>"
    }
  }

  private var legend: ChartLegend {
    var legend = ChartLegend()
    for one in series {
      switch one.mark {
      case .line: legend.add(.line("line \(one.style)"), one.name)
      case .steps: legend.add(.box("area \(one.style)"), one.name)
      case .dots: legend.add(.dot("dot \(one.style)"), one.name)
      }
    }
    for guide in guides { legend.add(.line(guide.style), guide.name) }
    return legend
  }
}
