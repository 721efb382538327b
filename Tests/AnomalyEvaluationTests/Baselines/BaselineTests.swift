import AnomalyEvaluation
import Testing

@Suite struct BaselineTests {
  @Test func normOfEachRow() throws {
    let scores = try Baseline.l2Norm.scores([3, 4, 0, 0, -5, 12], width: 2, seed: 1)
    #expect(scores == [5, 0, 13])
  }

  @Test func randomIsReproducibleAndUniform() throws {
    let values = [Float](repeating: 0, count: 20_000)
    let scores = try Baseline.random.scores(values, width: 2, seed: 7)
    #expect(scores == (try Baseline.random.scores(values, width: 2, seed: 7)))
    #expect(scores != (try Baseline.random.scores(values, width: 2, seed: 8)))
    #expect(scores.count == 10_000)
    #expect(scores.allSatisfy { (0..<1).contains($0) })
    #expect(abs(scores.reduce(0, +) / 10_000 - 0.5) < 0.02)
  }

  @Test func raggedRowsAreRejected() {
    #expect(throws: EvaluationError.raggedRows(values: 3, width: 2)) {
      try Baseline.l2Norm.scores([1, 2, 3], width: 2, seed: 0)
    }
  }
}
