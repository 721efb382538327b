import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct ScoreQuantilesTests {
  /// The conformal p-value, straight from its definition.
  private func definition(_ score: Float, _ calibration: [Float]) -> Double {
    Double(1 + calibration.count { $0 >= score }) / Double(calibration.count + 1)
  }

  @Test func fewScoresAreKeptExactly() throws {
    let table = try ScoreQuantiles(calibration: [3, 1, 2, 2])
    #expect(table.scores == [1, 2, 3, Float(3).nextUp])
    #expect(table.pValues == [1, 0.8, 0.4, 0.2])
    #expect(table.pValue(0) == 1)
    #expect(table.pValue(1) == 1)
    #expect(table.pValue(3) == 0.4)
    #expect(table.pValue(99) == 0.2)
    let between = Float(0.8) + (Float(0.4) - Float(0.8)) * ((2.5 - 2) / (3 - 2))
    #expect(table.pValue(2.5) == between)
    #expect(table.pValue(.nan).isNaN)
  }

  @Test(arguments: [1, 2, 63, 64, 65, 500, 5000])
  func shapeAndAgreementWithTheDefinition(count: Int) throws {
    var source = RandomSource(seed: UInt64(count))
    let calibration = (0..<count).map { _ in Float(abs(source.normal())) }
    let table = try ScoreQuantiles(calibration: calibration)
    #expect((2...ScoreQuantiles.capacity).contains(table.scores.count))
    #expect(table.scores.count == table.pValues.count)
    #expect(zip(table.scores, table.scores.dropFirst()).allSatisfy { $0 < $1 })
    #expect(zip(table.pValues, table.pValues.dropFirst()).allSatisfy { $0 > $1 })
    #expect(table.pValues.first == 1)
    #expect(table.pValues.last == Float(1 / Double(count + 1)))
    if count > ScoreQuantiles.capacity { #expect(table.scores.count >= 60) }
    for (score, p) in zip(table.scores, table.pValues) {
      #expect(p == Float(definition(score, calibration)))
      #expect(table.pValue(score) == p)
    }
    for _ in 0..<200 {
      let score = Float(abs(source.normal()) * 1.3)
      let exact = definition(score, calibration)
      // Between pairs p is interpolated: off by less than one step of the table, 15 % of p or one sample.
      #expect(abs(Double(table.pValue(score)) - exact) <= 0.15 * exact + 1 / Double(count + 1) + 1e-6)
    }
  }

  @Test func theTailIsKeptScoreByScore() throws {
    let calibration = (1...1000).map(Float.init)
    let table = try ScoreQuantiles(calibration: calibration)
    for score in (992...1000).map(Float.init) { #expect(table.scores.contains(score)) }
  }

  @Test func equalScoresMakeOneStep() throws {
    let table = try ScoreQuantiles(calibration: [0, 0, 0])
    #expect(table.scores == [0, 0x1p-100])
    #expect(table.pValues == [1, 0.25])
    #expect(table.pValue(0) == 1 && table.pValue(1e-20) == 0.25)
  }

  @Test func scoresThatAreNotFiniteAreRejected() {
    #expect(throws: EvaluationError.noScores) { try ScoreQuantiles(calibration: []) }
    #expect(throws: EvaluationError.scoreIsInfinite(row: 1)) { try ScoreQuantiles(calibration: [0, .infinity]) }
    #expect(throws: EvaluationError.scoreIsNaN(row: 0)) { try ScoreQuantiles(calibration: [.nan]) }
  }
}
