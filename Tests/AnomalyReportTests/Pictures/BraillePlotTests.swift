import AnomalyReport
import Testing

@Suite struct BraillePlotTests {
  @Test func aRisingLineRises() {
    #expect(BraillePlot([0, 1, 2, 3, 4, 5, 6, 7], width: 4, height: 2).lines == ["⠀⠀⣠⠞", "⣠⠞⠁⠀"])
  }

  @Test func aGapStaysEmpty() {
    let line = BraillePlot([1, 1, .nan, .nan, 2, 2], width: 3, height: 1).lines[0]
    #expect(line == "⣀⠀⠉")
  }

  @Test func severalRowsOfADotShowTheirWholeRange() {
    let values = (0..<400).map { Float($0 % 2) }
    #expect(BraillePlot(values, width: 5, height: 1).lines == ["⣿⣿⣿⣿⣿"])
  }

  @Test func everyLineIsAsWideAsWanted() {
    for count in [0, 1, 3, 1000] {
      let plot = BraillePlot([Float](repeating: 5, count: count), width: 7, height: 3)
      #expect(plot.lines.map(\.count) == [7, 7, 7])
      #expect(plot.range == (count == 0 ? nil : 5...5))
    }
  }

  @Test func lanesMarkEveryCharacterWithAMarkedRow() {
    #expect(BraillePlot.lane((0..<100).map { $0 == 37 }, width: 10) == "   █      ")
    #expect(BraillePlot.lane([true, false], width: 4) == "██  ")
    #expect(BraillePlot.lane([], width: 3) == "   ")
  }
}
