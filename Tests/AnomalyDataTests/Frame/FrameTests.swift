import AnomalyData
import Testing

@Suite struct FrameTests {
  @Test func valuesLieRowByRow() {
    let frame = Frame(values: [1, 2, 3, 4, 5, 6], columnNames: ["a", "b [V]"])
    #expect(frame.rowCount == 3)
    #expect(frame.columnCount == 2)
    #expect(frame[1, 0] == 3 && frame[2, 1] == 6)
    #expect(frame.units == ["", "V"])
    #expect(frame.runs == [0..<3])
  }

  @Test func digestIsPinned() {
    let frame = Frame(values: [1, 2, 3, 4], columnNames: ["a", "b"])
    // FNV-1a over "a\0b\0", the run's end 2 in eight bytes, and the four values in little-endian binary32.
    #expect(frame.digest == 0x5B77_C811_4CC6_2489)
  }

  @Test func digestSeesNamesValuesAndRuns() {
    let base = Frame(values: [1, 2, 3, 4], columnNames: ["a", "b"])
    let others = [
      Frame(values: [1, 2, 3, 5], columnNames: ["a", "b"]),
      Frame(values: [1, 2, 3, 4], columnNames: ["a", "c"]),
      Frame(values: [1, 2, 3, 4], columnNames: ["a", "b"], runs: [0..<1, 1..<2]),
      Frame(values: [1, 2, 3, 4], columnNames: ["ab"]),
    ]
    #expect(Set(others.map(\.digest) + [base.digest]).count == 5)
  }

  @Test func timeKeepsTextOfAnyLength() {
    var time = TimeColumn(name: "t")
    for text in ["0", "", "2020-01-01", "später"] { time.append(text.utf8) }
    #expect((0..<4).map { time.text($0) } == ["0", "", "2020-01-01", "später"])
    #expect(time.count == 4)
  }
}
