import AnomalyData
import AnomalyEvaluation
import Testing

@Suite struct BlockBootstrapTests {
  /// Scores that follow a slow wave, or not; labels do not depend on them.
  private func recording(wave: Bool, rows: Int = 2000) throws -> LabelledScores {
    var source = RandomSource(seed: 5)
    var level = 0.0
    let scores = (0..<rows).map { _ in
      level = (wave ? 0.98 : 0) * level + source.normal()
      return Float(level)
    }
    return try LabelledScores(scores: scores, labels: (0..<rows).map { $0 % 200 >= 150 })
  }

  private func rocAUC(_ data: LabelledScores, _ bootstrap: BlockBootstrap) -> ClosedRange<Double> {
    let quiet = [Bool](repeating: false, count: data.labels.count)
    return bootstrap.intervals(data, alarms: quiet) { scores, _ in [RankMetrics(scores).rocAUC] }[0]!
  }

  @Test func theIntervalHoldsTheValueAndIsReproducible() throws {
    let data = try recording(wave: true)
    let bootstrap = BlockBootstrap(for: data, seed: 1)
    let interval = rocAUC(data, bootstrap)
    #expect(interval.contains(try #require(RankMetrics(data).rocAUC)))
    #expect(interval.contains(0.5))
    #expect(interval == rocAUC(data, bootstrap))
    #expect(interval != rocAUC(data, BlockBootstrap(for: data, seed: 2)))
  }

  @Test func dependentRowsNeedLongBlocks() throws {
    func width(_ data: LabelledScores, _ length: Int) -> Double {
      let interval = rocAUC(data, BlockBootstrap(blockLength: length, seed: 1))
      return interval.upperBound - interval.lowerBound
    }
    let waves = try recording(wave: true)
    #expect(width(waves, 100) > 2 * width(waves, 1))
    let noise = try recording(wave: false)
    #expect(width(noise, 100) < 2 * width(noise, 1))
  }

  @Test func blocksAreAsLongAsEventsButDiffer() throws {
    #expect(BlockBootstrap(for: try recording(wave: false), seed: 1).blockLength == 50)
    let all = try LabelledScores(scores: [Float](repeating: 0, count: 90), labels: [Bool](repeating: true, count: 90))
    #expect(BlockBootstrap(for: all, seed: 1).blockLength == 9)
    #expect(BlockBootstrap(for: try LabelledScores(scores: [1], labels: [true]), seed: 1).blockLength == 1)
  }

  @Test func rowsKeepTheirScoresLabelsAndAlarmsTogether() throws {
    let runs = [0..<30, 30..<90]
    let labels = (0..<90).map { $0 % 9 < 4 }
    let data = try LabelledScores(scores: labels.map { $0 ? 2 : 1 }, labels: labels, runs: runs)
    let intervals = BlockBootstrap(blockLength: 25, seed: 3).intervals(data, alarms: labels) { scores, alarms in
      #expect(scores.labels.count == 90 && alarms.alarms == alarms.labels && alarms.labels == scores.labels)
      #expect(scores.scores == scores.labels.map { $0 ? 2 : 1 })
      #expect(scores.runs.allSatisfy { $0.count <= 25 })
      return [RankMetrics(scores).rocAUC, nil]
    }
    #expect(intervals == [1...1, nil])
  }
}
