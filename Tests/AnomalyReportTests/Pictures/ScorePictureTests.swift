import AnomalyData
import AnomalyReport
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ScorePictureTests {
  private func picture(rows: Int, signals: Int) -> ScorePicture {
    var source = RandomSource(seed: 5)
    let labels = (0..<rows).map { ($0 / 97) % 5 == 0 }
    var picture = ScorePicture(
      title: "pump <1> & \"2\"",
      signals: (0..<signals).map { index in
        .init(name: "s\(index) <&>", unit: "°C", values: (0..<rows).map { _ in Float(source.normal()) })
      },
      scores: (0..<rows).map { $0 < 30 ? .nan : Float(abs(source.normal())) * (labels[$0] ? 4 : 1) })
    picture.subtitle = "a & b"
    picture.labels = labels
    picture.warn = 2
    picture.alarm = 3
    return picture
  }

  /// Parses `text` as XML and counts its elements by name; nil when it is not well-formed.
  private func elements(_ text: String) -> [String: Int]? {
    final class Counter: NSObject, XMLParserDelegate {
      var counts: [String: Int] = [:]
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) { counts[name, default: 0] += 1 }
    }
    let counter = Counter()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = counter
    return parser.parse() ? counter.counts : nil
  }

  @Test(arguments: [0, 1, 2, 50, 3000]) func isWellFormed(rows: Int) throws {
    let counts = try #require(elements(picture(rows: rows, signals: 3).svg()))
    #expect(counts["svg"] == 1)
    #expect(counts["use"] == 2)
    #expect(counts["clipPath"] == 1)
  }

  @Test func staysSmallOnManyRows() {
    let svg = picture(rows: 100_000, signals: 8).svg()
    #expect(svg.utf8.count < 500_000)
    #expect(elements(svg) != nil)
  }

  @Test func needsNoNetwork() {
    let html = picture(rows: 100, signals: 1).html()
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(!html.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
    #expect(!html.contains("<script"))
    #expect(html.contains("prefers-color-scheme:dark"))
  }

  @Test func theWholeOfItIsOptionalButTheScore() {
    let bare = ScorePicture(title: "bare", signals: [], scores: [.nan, .nan]).svg()
    #expect(elements(bare) != nil)
    #expect(!bare.contains("class=\"fault\""))
    #expect(!bare.contains("alarm threshold"))
  }

  @Test func theScaleFollowsTheSpread() {
    var picture = ScorePicture(title: "t", signals: [], scores: [1, 1, 1, 100])
    #expect(picture.svg().contains("log scale"))
    picture.scoreScale = .linear
    #expect(!picture.svg().contains("log scale"))
    picture.scoreScale = .automatic
    picture.scores = [1, 1, 1, 20]
    #expect(!picture.svg().contains("log scale"))
  }

  @Test func timesThatFallBackToRows() {
    var picture = ScorePicture(title: "t", signals: [], scores: [1, 2, 3])
    picture.times = [0, 60, 120]
    #expect(picture.svg().contains("time (UTC), from 1970-01-01"))
    picture.times = [0, 60, 30]
    #expect(!picture.svg().contains("time (UTC)"))
  }
}
