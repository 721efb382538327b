import Testing

@testable import AnomalyReport

@Suite struct ValueAxisTests {
  private let area = PlotArea(left: 0, top: 10, width: 10, height: 100)

  @Test func theRangeHoldsAllValuesAndMarks() {
    let axis = ValueAxis(covering: [5, 7, .nan, .infinity], marks: [9], area: area)
    #expect(axis.range.contains(5) && axis.range.contains(9) && axis.range.upperBound < 10)
    #expect(axis.y(axis.range.lowerBound) == 110 && axis.y(axis.range.upperBound) == 10)
  }

  @Test func degenerateRangesAreWidened() {
    #expect(ValueAxis(covering: [3, 3], area: area).range.contains(3))
    #expect(ValueAxis(covering: [0], area: area).range == -1...1)
    #expect(ValueAxis(covering: [], area: area).range == 0...1)
    #expect(ValueAxis(covering: [0, -1], isLogarithmic: true, area: area).range == 0.1...10)
  }

  @Test func aLogarithmicAxisSpansSevenDecadesAtMost() {
    let axis = ValueAxis(covering: [1e-30, 0, 10], isLogarithmic: true, area: area)
    #expect(axis.range.lowerBound > 1e-8 && axis.range.upperBound < 100)
    #expect(axis.y(0) == 110 && axis.y(1e-30) == 110)
  }
}
