import AnomalyData
import Testing

@Suite struct TableDescriptionTests {
  @Test func everythingThatAStrangerWouldAsk() throws {
    var text = "time,a [V],b,still,copy,label\n"
    for row in 0..<200 {
      let a = row % 20 < 10 ? 1 : -1
      let time = row < 100 ? row : row + 50
      text += "\(time),\(a),\(row == 7 ? "" : "\(row)"),5,\(a),\(row >= 190 ? 1 : 0)\n"
    }
    let description = TableDescription(of: try frame(text))
    #expect(description.rows == 200 && description.runs == 1 && description.longestRun == 200)
    #expect(description.incompleteRows == 1 && description.anomalousRows == 10 && description.anomalies == 1)
    #expect(description.columns.map(\.name) == ["a [V]", "b", "still", "copy"])
    #expect(description.columns.map(\.isConstant) == [false, false, true, false])
    #expect(description.columns.map(\.sameAs) == [nil, nil, nil, "a [V]"])
    #expect(description.columns.map(\.missing) == [0, 1, 0, 0])
    #expect(description.columns[1].minimum == 0 && description.columns[1].maximum == 199)
    #expect(description.columns[0].unit == "V" && description.columns[0].mean == 0)
    #expect(description.columns[0].deviation == 1)
    #expect(description.period == 20 && description.window == 20)
    let time = try #require(description.time)
    #expect(time.interval == 1 && time.gaps == 1 && time.longestGap == 51)
    #expect(time.first == "0" && time.last == "249" && time.irregularShare == 1.0 / 199)
  }

  @Test func aColumnWithoutSamples() throws {
    let description = TableDescription(of: try frame("a,b\n1,\n2,\n"))
    #expect(description.columns[1].minimum == nil && description.columns[1].missing == 2)
    #expect(description.columns[1].isConstant && description.time == nil && description.period == nil)
  }
}
