import AnomalyReport
import Testing

@Suite struct PageTests {
  private let nasty = "<b>&\"x\"</script>\u{7}"

  private func page() -> Page {
    var table = PageTable(title: nasty, .text(nasty), .number("n"))
    table.add(nasty, "1")
    table.emphasised = 0
    var chart = StreamChart(
      title: nasty, rowCount: 3,
      panels: [.init(heading: nasty, unit: nasty, lines: [.init(nasty, .signal, values: [1, 2, 3])])], group: "g",
      identifier: "c-1")
    chart.lanes = [.init(nasty, style: "alarm", marks: [false, true, false])]
    let xy = XYChart(
      title: nasty, x: .init(nasty), y: .init(nasty), series: [.init(nasty, .dots, style: "s0", points: [(1, 2)])])
    return Page(
      title: nasty, subtitle: nasty,
      sections: [
        .init(
          "First", nasty,
          [
            .text(nasty), .heading(nasty), .tiles([.init(nasty, nasty, nasty)]), .table(table), .stream(chart),
            .charts([xy]), .fold(nasty, [.text(nasty)]),
          ]),
        .init("Second", "Nothing", missing: "there is none."),
      ])
  }

  @Test func everyTextIsEscapedAndEveryTagClosed() throws {
    let html = page().html()
    let reader = try #require(MarkupReader(html))
    #expect(reader.counts["script"] == 1)
    // The marks of bold text that the charts make themselves, none by the texts: one heading of a panel, one of a chart.
    #expect(reader.counts["b"] == 2)
    #expect(reader.text.contains("<b>&\"x\"</script>"))
    #expect(!html.contains("<b>&\"x"))
  }

  @Test func sectionsAreInTheNavigationAndSayWhatIsMissing() throws {
    let html = page().html()
    #expect(html.contains("<a href=\"#first\">First</a><a href=\"#second\">Second</a>"))
    #expect(html.contains("<section id=\"second\">"))
    #expect(html.contains("<p>Not shown: there is none.</p>"))
  }

  @Test func nothingIsFetched() {
    let html = page().html()
    for word in ["http:", "https:", "//", "@import", "@font-face", "src="] {
      // A comment of the script begins with two slashes and a blank.
      #expect(!html.replacing("// ", with: "").contains(word), "\(word)")
    }
  }

  @Test func equalValuesGiveEqualBytes() {
    #expect(page().html() == page().html())
  }

  @Test func everyThemeNamesEveryColour() throws {
    let html = page().html()
    for role in ["page", "plot", "text", "signal", "expected", "alarm", "s0", "s7"] {
      #expect(html.split(separator: "--\(role):").count == 5, "\(role)")
    }
  }
}
