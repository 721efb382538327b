import AnomalyData
import Testing

@Suite struct CauseLabelsTests {
  @Test func rowsFromZeroColumnsFromOne() throws {
    let labels = try CauseLabels("15-20:1,4\r\n\n 30-30: 2 \n", path: "c.txt", columnCount: 4)
    #expect(labels.entries.map(\.rows) == [15..<21, 30..<31])
    #expect(labels.entries.map(\.columns) == [[0, 3], [1]])
  }

  @Test(arguments: ["15:1", "20-15:1", "1-2:", "1-2:0", "1-2:5", "1-2:a", "1-2-3:1", "-1-2:1", "1-2:1,,x"])
  func anythingElseIsNamed(line: String) {
    #expect(throws: DataError.badCause(path: "c.txt", line: 2, text: line)) {
      try CauseLabels("1-2:1\n" + line, path: "c.txt", columnCount: 4)
    }
  }

  @Test func theSentenceSaysWhatALineLooksLike() {
    #expect(
      DataError.badCause(path: "c.txt", line: 3, text: "x").description
        == "expected start-end:columns in line 3 of c.txt, as 12-30:1,4 with rows from 0 and columns from 1, got x"
    )
  }
}
