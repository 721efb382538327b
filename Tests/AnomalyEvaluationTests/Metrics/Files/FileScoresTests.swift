import AnomalyEvaluation
import Testing

@Suite struct FileScoresTests {
  @Test func meanAndLargestScoreRankTheFiles() throws {
    let data = try LabelledScores(
      scores: [1, 1, 9, 3, 3, 3, 2, 8, 2], labels: [false, false, false, true, true, true, true, true, true])
    let files = FileScores(data, files: [0..<3, 3..<6, 6..<9])
    #expect(files.files.map(\.max) == [9, 3, 8])
    #expect(files.files.map(\.isAnomalous) == [false, true, true])
    // Means 11/3, 3 and 4: one anomalous file above the normal one, one below.
    #expect(files.rocAUCOfMean == 0.5)
    #expect(files.rocAUCOfMax == 0)
    #expect(FileScores(data, files: [3..<6, 6..<9]).rocAUCOfMax == nil)
  }

  @Test func theTopScoreMustLieNearTheOneEvent() throws {
    func hit(_ top: Int, _ event: Range<Int>) throws -> Bool? {
      let rows = 0..<1000
      let data = try LabelledScores(
        scores: rows.map { $0 == top ? 1 : 0 }, labels: rows.map { event.contains($0) })
      return UCRHit(data, rows: rows)?.isHit
    }
    #expect(try hit(400, 500..<520) == true)
    #expect(try hit(399, 500..<520) == false)
    #expect(try hit(619, 500..<520) == true)
    #expect(try hit(620, 500..<520) == false)
    // As far as the event is long.
    #expect(try hit(350, 500..<650) == true)
    #expect(try hit(349, 500..<650) == false)
    #expect(try hit(3, 0..<0) == nil)
    let two = try LabelledScores(scores: [1, 2, 3], labels: [true, false, true])
    #expect(UCRHit(two, rows: 0..<3) == nil)
  }
}
