import AnomalyData
import Testing

@Suite struct GapTests {
  @Test func runsEndAtGapsAndStepsBack() throws {
    let text = "time,a\n0,1\n1,2\n2,3\n60,4\n61,5\n,6\n5,7\n5,8\n"
    #expect(try frame(text).runs == [0..<8])
    let cut = try frame(text) { $0.maxGap = TimeSpan("10s") }
    // Row 5 has no time and stays with those before it; at row 6 time steps back; equal times go on.
    #expect(cut.runs == [0..<3, 3..<6, 6..<8])
    #expect(cut.values == [1, 2, 3, 4, 5, 6, 7, 8])
  }

  @Test func noWindowLiesOverAGap() throws {
    let cut = try frame("time,a\n0,1\n1,2\n2,3\n60,4\n61,5\n62,6\n") { $0.maxGap = TimeSpan("10s") }
    #expect(Array(try Windows(of: cut, length: 3).starts) == [0, 3])
  }

  @Test func timesAreNeeded() {
    let failure = #expect(throws: DataError.self) { try frame("a\n1\n2\n") { $0.maxGap = TimeSpan("1s") } }
    #expect(failure == .noTimes(option: "--max-gap", column: nil))
    let text = #expect(throws: DataError.self) {
      try frame("time,a\nx,1\n") { $0.resampling = Resampling("1s") }
    }
    #expect(text == .noTimes(option: "--resample", column: "time"))
  }
}
