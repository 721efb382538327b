/// Text and numbers as they stand in an SVG file.
enum SVGText {
  /// `text` with the characters escaped that XML reserves; control characters, which XML forbids, become blanks.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// A length in pixels with at most one decimal.
  static func pixels(_ value: Double) -> String { pixels(tenths: Int((value * 10).rounded())) }

  /// A length given in tenths of a pixel.
  static func pixels(tenths: Int) -> String {
    if tenths % 10 == 0 { return "\(tenths / 10)" }
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// `<text>` at a baseline; `anchor` is start, middle or end.
  static func label(_ text: String, x: Double, y: Double, style: String, anchor: String = "start") -> String {
    let anchor = anchor == "start" ? "" : " text-anchor=\"\(anchor)\""
    return "<text x=\"\(pixels(x))\" y=\"\(pixels(y))\" class=\"\(style)\"\(anchor)>\(escaped(text))</text>\n"
  }

  /// A horizontal or vertical line.
  static func line(x1: Double, y1: Double, x2: Double, y2: Double, style: String) -> String {
    "<path d=\"M\(pixels(x1)) \(pixels(y1))L\(pixels(x2)) \(pixels(y2))\" class=\"\(style)\"/>\n"
  }
}
