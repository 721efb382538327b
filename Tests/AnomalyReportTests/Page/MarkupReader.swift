import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of a page or picture, counted by name, and its texts; fails where it is not well-formed XML.
final class MarkupReader: NSObject, XMLParserDelegate {
  private(set) var counts: [String: Int] = [:]
  private(set) var attributes: [String] = []
  private(set) var text = ""

  /// Nil when `page` is not well-formed.
  init?(_ page: String) {
    super.init()
    let parser = XMLParser(data: Data(page.replacing("<!DOCTYPE html>", with: "").utf8))
    parser.delegate = self
    if !parser.parse() { return nil }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    counts[name, default: 0] += 1
    self.attributes += attributes.values
  }

  func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }
}
