import AnomalyData
import Testing

@Suite struct SamplingTests {
  @Test func intervalGapsAndStepsBack() throws {
    let times: [Int64] = [0, 10, 20, 30, 30, 70, 80, 75, 85, 95, TimeColumn.missing, 105, 1000, 1010]
    let sampling = try #require(Sampling(instants: times, runs: [0..<12, 12..<14]))
    #expect(sampling.interval.nanoseconds == 10)
    #expect(sampling.gaps.map(\.row) == [5] && sampling.gaps.map(\.length.nanoseconds) == [40])
    #expect(sampling.repeatedCount == 1 && sampling.backwardCount == 1 && sampling.missingCount == 1)
    #expect(sampling.irregularShare == 3.0 / 11)
  }

  @Test func timesAsFarApartAsTimesCanBe() throws {
    let far: Int64 = (1 << 62) - 1
    let sampling = try #require(Sampling(instants: [-far, far, -far, far], runs: [0..<4]))
    #expect(sampling.interval.nanoseconds == 2 * far && sampling.backwardCount == 1)
    let text = "time,a\n-4000000000,1\n4000000000,2\n"
    let frame = try frame(text) {
      $0.resampling = TimeSpan("5000d").map { Resampling(period: $0) }
      $0.maxGap = TimeSpan("50000d")
    }
    #expect(frame.runs == [0..<1, 1..<2])
  }

  @Test func nothingGoesForward() {
    #expect(Sampling(instants: [5, 5, 4], runs: [0..<3]) == nil)
    #expect(Sampling(instants: [5, 6], runs: [0..<1, 1..<2]) == nil)
  }
}
