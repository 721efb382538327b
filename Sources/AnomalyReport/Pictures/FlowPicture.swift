import Foundation

/// How data flows through layers: a bar a layer, from top to bottom, as wide as what it gives is large, and arcs from what
/// a layer reads to the layer where that is not the bar above it.
public struct FlowPicture: Sendable {
  /// One bar.
  public struct Bar: Sendable {
    /// What the layer is.
    public var name: String
    /// What it gives: "16×32".
    public var shape: String
    /// Values that it gives; the width of the bar is the logarithm of it.
    public var size: Int
    /// Bars that it reads, by index; empty for the first.
    public var reads: [Int]
    /// Whether its result is compared with the window.
    public var isScored: Bool

    /// A bar of these.
    public init(name: String, shape: String, size: Int, reads: [Int], isScored: Bool) {
      self.name = name
      self.shape = shape
      self.size = size
      self.reads = reads
      self.isScored = isScored
    }
  }

  /// The heading.
  public var title: String
  /// The bars, top to bottom.
  public var bars: [Bar]

  /// A picture of these bars.
  public init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  private static let width = 640.0
  private static let top = 52.0
  private static let step = 40.0
  private static let bar = 26.0
  private static let centre = 300.0

  /// The picture as SVG, light and dark.
  public func svg() -> String {
    let height = Self.top + Double(bars.count) * Self.step + 12
    let scope = "flow-" + title.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGText.pixels(Self.width)) \(SVGText.pixels(height))" \
      id="\(scope)" role="img" aria-label="\(SVGText.escaped(title))">
      <style>
      \(PictureStyle.sheet(scope: scope))</style>
      <rect width="100%" height="100%" class="page"/>

      """
    svg += SVGText.label(title, x: 24, y: 32, style: "title")
    for (index, bar) in bars.enumerated() { svg += flow(into: index, bar.reads) }
    for (index, bar) in bars.enumerated() { svg += drawn(bar, index) }
    return svg + "</svg>\n"
  }

  private func middle(_ index: Int) -> Double { Self.top + Double(index) * Self.step + Self.bar / 2 }

  /// Between 70 pixels for one value and 420 for the largest bar.
  private func width(_ bar: Bar) -> Double {
    let largest = log2(Double(max(bars.map(\.size).max() ?? 2, 2)))
    return 70 + 350 * log2(Double(max(bar.size, 1))) / largest
  }

  private func drawn(_ bar: Bar, _ index: Int) -> String {
    let width = width(bar)
    let y = middle(index)
    let place = "x=\"\(SVGText.pixels(Self.centre - width / 2))\" y=\"\(SVGText.pixels(y - Self.bar / 2))\""
    let size = "width=\"\(SVGText.pixels(width))\" height=\"\(SVGText.pixels(Self.bar))\""
    return "<rect \(place) \(size) rx=\"4\" class=\"plot\"/>\n"
      + "<rect \(place) \(size) rx=\"4\" class=\"fault\"/>\n"
      + SVGText.label(bar.name, x: Self.centre, y: y + 4, style: "panel", anchor: "middle")
      + SVGText.label(bar.shape, x: Self.width - 16, y: y + 4, style: "tick", anchor: "end")
      + (bar.isScored ? SVGText.label("score", x: 24, y: y + 4, style: "alarm") : "")
  }

  /// A straight line from the bar above, an arc on the right from any other.
  private func flow(into index: Int, _ reads: [Int]) -> String {
    reads.map { source -> String in
      let (from, to) = (middle(source), middle(index))
      if source == index - 1 {
        return SVGText.line(
          x1: Self.centre, y1: from + Self.bar / 2, x2: Self.centre, y2: to - Self.bar / 2, style: "line signal")
      }
      let start = Self.centre + width(bars[source]) / 2
      let end = Self.centre + width(bars[index]) / 2
      let out = max(start, end) + 12 + 6 * Double(min(index - source, 9))
      let points = [start, from, out, from, out, to, end, to].map(SVGText.pixels)
      return "<path d=\"M\(points[0]) \(points[1])C\(points[2]) \(points[3]) \(points[4]) \(points[5]) \(points[6]) "
        + "\(points[7])\" class=\"line signal\"/>\n"
    }.joined()
  }
}
