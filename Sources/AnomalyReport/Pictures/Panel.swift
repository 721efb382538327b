/// One plot of the picture: a heading, a value axis, a curve.
struct Panel {
  /// Shown above the plot, left.
  var heading: String
  /// Shown after the heading, muted: a unit, say.
  var unit: String?
  var axis: ValueAxis

  /// Height of the line that holds the heading.
  static var headingHeight: Double { 27 }

  /// The ground that lies under the bands.
  var ground: String {
    let area = axis.area
    return "<rect x=\"\(SVGText.pixels(area.left))\" y=\"\(SVGText.pixels(area.top))\""
      + " width=\"\(SVGText.pixels(area.width))\" height=\"\(SVGText.pixels(area.height))\" class=\"plot\"/>\n"
  }

  /// Heading, grid and tick texts.
  var frame: String {
    let area = axis.area
    let note = unit.map { " <tspan class=\"note\" font-weight=\"400\">\(SVGText.escaped($0))</tspan>" } ?? ""
    return "<text x=\"\(SVGText.pixels(area.left))\" y=\"\(SVGText.pixels(area.top - 7))\" class=\"panel\">"
      + "\(SVGText.escaped(heading))\(note)</text>\n" + axis.svg
  }

  /// Dashed lines at the thresholds with their names and values at the right end. Labels that would overlap stand
  /// side by side above the upper line.
  func limits(warn: Float?, alarm: Float?) -> String {
    let right = axis.area.right - 6
    var svg = ""
    var warnLabel = (x: right, y: Double.infinity)
    if let alarm {
      let y = axis.y(Double(alarm))
      svg += limit(alarm, name: "alarm", style: "alarm", label: (right, y - 5))
      if let warn, abs(axis.y(Double(warn)) - y) < 18 { warnLabel = (right - 90, y - 5) }
    }
    if let warn {
      if warnLabel.y == .infinity { warnLabel.y = axis.y(Double(warn)) - 5 }
      svg += limit(warn, name: "warn", style: "warn", label: warnLabel)
    }
    return svg
  }

  private func limit(_ value: Float, name: String, style: String, label: (x: Double, y: Double)) -> String {
    let y = axis.y(Double(value))
    let text = "\(name) \(Tick.shortText(Double(value)))"
    return SVGText.line(x1: axis.area.left, y1: y, x2: axis.area.right, y2: y, style: "limit \(style)-limit")
      + SVGText.label(text, x: label.x, y: label.y, style: "\(style) halo", anchor: "end")
  }
}
