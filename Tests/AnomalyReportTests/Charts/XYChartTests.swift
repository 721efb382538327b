import Testing

@testable import AnomalyReport

@Suite struct XYChartTests {
  private func chart(_ mark: XYChart.Mark, _ points: [(x: Double, y: Double)]) -> XYChart {
    XYChart(
      title: "t", x: .init("x", range: 0...1), y: .init("y", range: 0...1),
      series: [.init("series", mark, style: "s1", points: points)])
  }

  @Test func pointsLieBetweenTheAxes() {
    // The plot reaches from 54 to 432 pixels and, downwards, from 10 to 236.
    #expect(chart(.line, [(0, 0), (1, 1)]).html().contains("M54 236L432 10"))
    #expect(chart(.line, [(-5, 0.5), (7, 2)]).html().contains("M54 123L432 10"))
  }

  @Test func whatIsNotFiniteIsLeftOut() {
    #expect(chart(.line, [(0, 0), (.nan, 1), (0.5, .infinity), (1, 1)]).html().contains("M54 236L432 10"))
    #expect(MarkupReader(chart(.dots, [(.nan, .nan)]).html())?.counts["circle"] == 1)
    #expect(MarkupReader(chart(.steps, []).html())?.attributes.count { $0 == "area s1" } == 1)
  }

  @Test func stepsAreFilledDownToTheAxis() {
    let html = chart(.steps, [(0, 0.5), (0.5, 1), (1, 1)]).html()
    #expect(html.contains("M54 236H54V123H243V10H432V10H432V236z"))
  }

  @Test func guidesReachTheEdges() {
    var chart = chart(.line, [(0, 0), (1, 1)])
    chart.guides = [.init("limit", style: "limit", x: 0.5)]
    let html = chart.html()
    #expect(html.contains("M243 236L243 10"))
    #expect(html.contains("limit</li>") && html.contains("series</li>"))
  }

  @Test func logarithmicAxesKeepRatios() {
    var chart = chart(.line, [(0.01, 0.01), (0.1, 0.1), (1, 1)])
    chart.x = .init("x", range: 0.01...1, isLogarithmic: true)
    chart.y = .init("y", range: 0.01...1, isLogarithmic: true)
    #expect(chart.html().contains("M54 236L243 123L432 10"))
  }
}
