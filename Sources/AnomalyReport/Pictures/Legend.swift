/// The key of colours under the title.
struct Legend {
  /// How an entry's sample looks.
  enum Sample {
    /// A short stroke of the given classes.
    case line(String)
    /// A small filled box of the given class.
    case box(String)
    /// A filled circle of the given class.
    case dot(String)
  }

  private var entries: [(sample: Sample, text: String)] = []

  mutating func add(_ sample: Sample, _ text: String) { entries.append((sample, text)) }

  /// Entries from left to right, their middle at `y`; widths are estimated from the number of characters.
  func svg(left: Double, y: Double) -> String {
    var svg = ""
    var x = left
    for entry in entries {
      switch entry.sample {
      case .line(let style):
        svg += SVGText.line(x1: x, y1: y, x2: x + 20, y2: y, style: style)
      case .box(let style):
        let corner = "x=\"\(SVGText.pixels(x + 3))\" y=\"\(SVGText.pixels(y - 6))\""
        svg += "<rect \(corner) width=\"14\" height=\"12\" rx=\"2\" class=\"\(style)\"/>\n"
      case .dot(let style):
        svg += "<circle cx=\"\(SVGText.pixels(x + 10))\" cy=\"\(SVGText.pixels(y))\" r=\"4\" class=\"\(style)\"/>\n"
      }
      svg += SVGText.label(entry.text, x: x + 26, y: y + 4, style: "note")
      x += 26 + 6.8 * Double(entry.text.count) + 22
    }
    return svg
  }
}
