/// Both axes of a chart: from values to pixels.
struct ChartAxes {
  private let plot: PlotArea
  private let x: ValueAxis
  private let y: ValueAxis
  private let titles: (x: String, y: String)

  init(_ chart: XYChart, in plot: PlotArea) {
    self.plot = plot
    let points = chart.series.flatMap(\.points)
    x = Self.axis(chart.x, points.map(\.x) + chart.guides.flatMap { [$0.from.x, $0.to.x] }, in: plot)
    y = Self.axis(chart.y, points.map(\.y) + chart.guides.flatMap { [$0.from.y, $0.to.y] }, in: plot)
    titles = (chart.x.title, chart.y.title)
  }

  private static func axis(_ axis: XYChart.Axis, _ values: [Double], in plot: PlotArea) -> ValueAxis {
    axis.range.map { ValueAxis($0, isLogarithmic: axis.isLogarithmic, area: plot) }
      ?? ValueAxis(covering: values.map { Float($0) }, isLogarithmic: axis.isLogarithmic, area: plot)
  }

  /// The pixel of a point; what lies outside is drawn at the edge.
  func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
    func inside(_ axis: ValueAxis, _ value: Double) -> Double {
      if value == .infinity { return 1 }
      return value == -.infinity ? 0 : min(max(axis.share(value), 0), 1)
    }
    return (plot.left + plot.width * inside(x, point.x), plot.bottom - plot.height * inside(y, point.y))
  }

  /// Grid, tick texts and titles.
  var svg: String {
    let across =
      x.isLogarithmic ? Tick.logarithmic(in: x.range, count: 6) : Tick.linear(in: x.range, count: 6)
    var svg = y.svg
    for tick in across {
      let at = place((tick.value, 0)).x
      svg += SVGText.line(x1: at, y1: plot.top, x2: at, y2: plot.bottom, style: "grid")
      svg += SVGText.label(tick.text, x: at, y: plot.bottom + 17, style: "tick", anchor: "middle")
    }
    return svg
      + SVGText.label(titles.x, x: plot.left + plot.width / 2, y: plot.bottom + 38, style: "note", anchor: "middle")
      + "<text transform=\"translate(11 \(SVGText.pixels(plot.top + plot.height / 2))) rotate(-90)\" class=\"note\" "
      + "text-anchor=\"middle\">\(SVGText.escaped(titles.y))</text>"
  }
}
