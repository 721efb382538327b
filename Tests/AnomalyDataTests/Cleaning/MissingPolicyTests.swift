import AnomalyData
import Testing

@Suite struct MissingPolicyTests {
  private let text = "time,a,b,label\n0,,5,0\n1,1,6,0\n2,,7,1\n3,,8,0\n4,4,,0\n5,5,10,0\n"

  private func values(_ policy: String) throws -> [[Float?]] {
    let parsed = try #require(MissingPolicy(policy))
    let frame = try frame(text) { $0.missing = parsed }
    return (0..<frame.rowCount).map { row in (0..<2).map { frame[row, $0].isNaN ? nil : frame[row, $0] } }
  }

  @Test func keptAsTheyAre() throws {
    #expect(try values("keep") == [[nil, 5], [1, 6], [nil, 7], [nil, 8], [4, nil], [5, 10]])
  }

  @Test func forwardRepeatsTheLastSample() throws {
    #expect(try values("forward") == [[nil, 5], [1, 6], [1, 7], [1, 8], [4, 8], [5, 10]])
    #expect(try values("forward:1") == [[nil, 5], [1, 6], [1, 7], [nil, 8], [4, 8], [5, 10]])
  }

  @Test func linearDrawsLinesOverShortGapsOnly() throws {
    #expect(try values("linear") == [[nil, 5], [1, 6], [2, 7], [3, 8], [4, 9], [5, 10]])
    #expect(try values("linear:1") == [[nil, 5], [1, 6], [nil, 7], [nil, 8], [4, 9], [5, 10]])
  }

  @Test func dropLeavesRowsOutAndEndsRuns() throws {
    let frame = try frame(text) { $0.missing = .drop }
    #expect(frame.values == [1, 6, 5, 10])
    #expect(frame.runs == [0..<1, 1..<2])
    #expect(frame.labels == [0, 0])
    #expect(frame.time?.text(1) == "5")
    #expect(throws: DataError.self) { try AnomalyDataTests.frame("a,b\n1,\n,2\n") { $0.missing = .drop } }
  }

  @Test func nothingIsFilledAcrossRuns() throws {
    let frame = try frame("k,a\n1,3\n2,9\n1,\n") {
      $0.filter = RowFilter("k=1")
      $0.missing = .forward(limit: nil)
    }
    #expect(frame.runs.count == 2 && frame.values[1].isNaN)
  }

  @Test func namesOfPolicies() {
    for text in ["keep", "drop", "forward", "forward:3", "linear", "linear:12"] {
      #expect(MissingPolicy(text)?.text == text)
    }
    for text in ["", "mean", "drop:3", "forward:0", "linear:x", "linear:1:2"] { #expect(MissingPolicy(text) == nil) }
  }
}
