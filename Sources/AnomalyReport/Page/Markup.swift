/// Elements of a page, written so that an XML parser reads them as well: every tag is closed, every text escaped.
enum Markup {
  /// An element around markup.
  static func element(_ name: String, _ attributes: [(String, String)] = [], _ content: String) -> String {
    let list = attributes.map { " \($0)=\"\(SVGText.escaped($1))\"" }.joined()
    return "<\(name)\(list)>\(content)</\(name)>"
  }

  /// An element around a text.
  static func element(_ name: String, _ attributes: [(String, String)] = [], text: String) -> String {
    element(name, attributes, SVGText.escaped(text))
  }
}
