import AnomalyData
import Foundation
import Testing

@testable import AnomalyReport

@Suite struct StreamChartTests {
  private func chart(_ values: [Float], alarm: Float? = nil) -> StreamChart {
    var panel = StreamChart.Panel(
      heading: "score", lines: [.init("score", alarm == nil ? .signal : .score, values: values)])
    panel.alarm = alarm
    panel.warn = alarm.map { $0 * 0.95 }
    return StreamChart(title: "t", rowCount: values.count, panels: [panel], group: "g", identifier: "id")
  }

  @Test func theSizeDependsOnPixelsAndNotOnRows() {
    var random = RandomSource(seed: 2)
    let values = (0..<200_000).map { _ in Float(random.normal()) }
    #expect(chart(values).html().utf8.count < 40_000)
  }

  @Test func aSpikeOfOneRowIsNotThinnedAway() throws {
    var values = [Float](repeating: 0, count: 50_000)
    values[31_234] = 1
    let path = try #require(chart(values).html().split(separator: " d=\"M").last)
    // 6 % of air above the spike: it rises over 94 of 100 units or so.
    #expect(path.contains("-94.3") || path.contains("v-94.3"))
  }

  @Test func missingValuesLeaveAGap() throws {
    let html = chart([1, 2, .nan, 3, 4]).html()
    let path = try #require(
      html.components(separatedBy: "<path d=\"").last { $0.contains("class=\"line signal\" data") })
    #expect(path.prefix { $0 != "\"" }.split(separator: "M").count == 2)
  }

  @Test func thresholdsAreNamedAboveAndBelowTheirLines() throws {
    let html = chart([0, 1, 5], alarm: 2).html()
    #expect(html.contains("alarm 2</i>") && html.contains("warn 1.9</i>"))
    #expect(html.contains("<linearGradient id=\"id-0-0\"") && html.contains("style=\"stroke:url(#id-0-0)\""))
    #expect(MarkupReader(html) != nil)
  }

  @Test func rowsCountFromTheFirstRowShown() {
    var chart = chart((0..<100).map { Float($0) })
    chart.firstRow = 1000
    #expect(chart.html().contains("data-first=\"1000\""))
    #expect(chart.html().contains(">1050</span>"))
  }

  @Test func timesAreKeptForTheScript() {
    var chart = chart([1, 2, 3])
    chart.times = [1e9, 1e9 + 1, 1e9 + 3]
    #expect(chart.html().contains("data-times=\"1000000000000 1000 2000\""))
    chart.times = [3, 2, 1]
    #expect(!chart.html().contains("data-times"))
  }

  @Test func laneLayersArePaintedInOrder() throws {
    var chart = chart([1, 2, 3])
    chart.lanes = [
      .init(
        "heat", layers: [("h1", [true, true, true]), ("h5", [false, true, false]), ("h4", [false, false, false])])
    ]
    let html = chart.html()
    let first = try #require(html.range(of: "class=\"h1\""))
    let second = try #require(html.range(of: "class=\"h5\""))
    #expect(first.lowerBound < second.lowerBound)
    #expect(!html.contains("class=\"h4\""))
  }
}
