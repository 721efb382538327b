/// The key of colours beside a chart of a page; what stands in it twice is shown once, what has no name not at all.
struct ChartLegend {
  private var entries: [(sample: Legend.Sample, text: String)] = []

  mutating func add(_ sample: Legend.Sample, _ text: String) {
    if !text.isEmpty, !entries.contains(where: { $0.text == text }) { entries.append((sample, text)) }
  }

  func html() -> String {
    if entries.isEmpty { return "" }
    let items = entries.map { entry in
      let mark =
        switch entry.sample {
        case .line(let style): "<path d=\"M0 6h24\" class=\"\(style)\"/>"
        case .box(let style): "<rect x=\"4\" width=\"16\" height=\"12\" rx=\"2\" class=\"\(style)\"/>"
        case .dot(let style): "<circle cx=\"12\" cy=\"6\" r=\"3.5\" class=\"\(style)\"/>"
        }
      return Markup.element(
        "li", [],
        Markup.element("svg", [("viewBox", "0 0 24 12"), ("class", "key"), ("aria-hidden", "true")], mark)
          + SVGText.escaped(entry.text))
    }
    return Markup.element("ul", [("class", "legend")], items.joined())
  }
}
