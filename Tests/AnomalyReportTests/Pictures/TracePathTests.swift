import Testing

@testable import AnomalyReport

@Suite struct TracePathTests {
  private let area = PlotArea(left: 0, top: 0, width: 10, height: 100)

  private func data(_ values: [Float]) -> String {
    let rows = RowAxis(rowCount: values.count, times: nil, area: area)
    return TracePath(values, rows: rows, axis: ValueAxis(covering: [-100, 100], area: area)).data
  }

  @Test func everyRowIsDrawnWhileThereAreFew() {
    #expect(data([0, 0]) == "M2.5 50l5 0")
  }

  @Test func aSpikeSurvivesAnyNumberOfRows() {
    var values = [Float](repeating: 0, count: 10_000)
    values[3_210] = 100
    let spike = data(values)
    #expect(spike.contains("v-44.6"))
    #expect(spike.count < 200)
  }

  @Test func valuesThatAreNotFiniteLeaveAGap() {
    #expect(data([0, .nan, 0, 0]) == "M1.3 50h.1M6.3 50l2.5 0")
    #expect(data([.infinity]) == "")
  }
}
