/// A curve as SVG path data whose size depends on the pixels, not on the rows.
struct TracePath {
  private let values: [Float]
  private let rows: RowAxis
  private let axis: ValueAxis

  init(_ values: [Float], rows: RowAxis, axis: ValueAxis) {
    self.values = values
    self.rows = rows
    self.axis = axis
  }

  /// With more than two rows a pixel, each pixel column shows its smallest and its largest value in the order in which they
  /// came, so no spike is lost. Values that are not finite leave a gap.
  var data: String {
    var pen = Pen()
    let columns = Int(axis.area.width)
    guard values.count > 2 * columns else {
      for (row, value) in values.enumerated() { draw(value, x: rows.x(row), &pen) }
      pen.lift()
      return pen.data
    }
    for column in 0..<columns {
      let start = values.count * column / columns
      let end = values.count * (column + 1) / columns
      let x = axis.area.left + Double(column) + 0.5
      var lowest = start
      var highest = start
      for row in start..<end where values[row].isFinite {
        if values[row] < values[lowest] || !values[lowest].isFinite { lowest = row }
        if values[row] > values[highest] || !values[highest].isFinite { highest = row }
      }
      draw(values[min(lowest, highest)], x: x, &pen)
      if lowest != highest { draw(values[max(lowest, highest)], x: x, &pen) }
    }
    pen.lift()
    return pen.data
  }

  private func draw(_ value: Float, x: Double, _ pen: inout Pen) {
    if value.isFinite { pen.draw(x: x, y: axis.y(Double(value))) } else { pen.lift() }
  }

  /// Writes relative moves in tenths of a pixel; positions are rounded before they are subtracted, so errors do not grow.
  private struct Pen {
    var data = ""
    private var place = (x: 0, y: 0)
    private var isDown = false
    /// Whether the last piece is a lone point, which needs a stroke to be seen.
    private var isDot = false

    mutating func draw(x: Double, y: Double) {
      let next = (x: Int((x * 10).rounded()), y: Int((y * 10).rounded()))
      if !isDown {
        data += "M\(SVGText.pixels(tenths: next.x)) \(SVGText.pixels(tenths: next.y))"
      } else if next.x == place.x {
        if next.y != place.y || isDot { data += "v\(SVGText.pixels(tenths: next.y - place.y))" }
      } else {
        let rise = SVGText.pixels(tenths: next.y - place.y)
        data += "l\(SVGText.pixels(tenths: next.x - place.x))\(rise.hasPrefix("-") ? "" : " ")\(rise)"
      }
      isDot = !isDown
      isDown = true
      place = next
    }

    /// Ends the piece; what is drawn next starts another.
    mutating func lift() {
      if isDot { data += "h.1" }
      isDown = false
      isDot = false
    }
  }
}
