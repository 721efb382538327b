import AnomalyData
import Testing

@Suite struct ResamplingTests {
  private let text = "time,a,label\n0,0,0\n0.4,4,0\n1,10,1\n3,30,0\n3.5,,0\n4,40,0\n"

  private func frame(_ resampling: String) throws -> Frame {
    try AnomalyDataTests.frame(text) { $0.resampling = Resampling(resampling) }
  }

  @Test func meanOfWhatComesUntilTheNextRow() throws {
    let frame = try frame("1s")
    #expect(frame.values.map { $0.isNaN ? -1 : $0 } == [2, 10, -1, 30, 40])
    #expect(frame.labels == [0, 1, 1, 0, 0])
    #expect((0..<5).map { frame.time?.text($0) } == ["0", "1", "2", "3", "4"])
  }

  @Test func lastHolds() throws {
    let frame = try frame("1s:last")
    #expect(frame.values == [0, 10, 10, 30, 40])
    #expect(frame.labels == [0, 1, 1, 0, 0])
  }

  @Test func linearLiesBetween() throws {
    #expect(try frame("1s:linear").values == [0, 10, 20, 30, 40])
    #expect(try frame("2s:linear").values == [0, 20, 40])
  }

  @Test func runsAreResampledEachOnItsOwn() throws {
    let frame = try AnomalyDataTests.frame("time,a\n0,1\n2,3\n100,5\n102,7\n1,9\n") {
      $0.maxGap = TimeSpan("10s")
      $0.resampling = Resampling("1s:linear")
    }
    #expect(frame.runs == [0..<3, 3..<6, 6..<7])
    #expect(frame.values == [1, 2, 3, 5, 6, 7, 9])
  }

  @Test func aRegularSeriesStaysAsItIs() throws {
    let regular = "time,a\n2020-01-01 00:00:00,1\n2020-01-01 00:00:05,2\n2020-01-01 00:00:10,3\n"
    for method in Resampling.Method.allCases {
      let frame = try AnomalyDataTests.frame(regular) {
        $0.resampling = TimeSpan("5s").map { Resampling(period: $0, method: method) }
      }
      #expect(frame.values == [1, 2, 3])
      #expect(frame.time?.text(2) == "2020-01-01 00:00:10")
    }
  }

  @Test func aRateThatMakesTooManyRows() {
    let failure = #expect(throws: DataError.self) {
      try AnomalyDataTests.frame("time,a\n0,1\n100000,2\n") { $0.resampling = Resampling("1us") }
    }
    #expect(failure?.description.contains("take a longer --resample") == true)
  }

  @Test func namesOfRates() {
    #expect(Resampling("500ms:linear")?.text == "500ms:linear" && Resampling("1min")?.text == "1min:mean")
    for text in ["", "x", "1s:", "1s:median", "0s", "1s:mean:2"] { #expect(Resampling(text) == nil, "\(text)") }
  }
}
