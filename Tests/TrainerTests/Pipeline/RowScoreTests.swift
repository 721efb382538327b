import Testing

@testable import trainer

@Suite struct RowScoreTests {
  /// Windows of 3 rows, 2 apart, in runs of 6 and 4 rows.
  private static let ends = [2, 4, 8]
  private static let scores: [Float] = [1, 4, 2][...].map(\.self)

  private func cover(_ score: RowScore) -> RowCover {
    RowCover(score, ends: Self.ends, length: 3, runs: [0..<6, 6..<10])
  }

  @Test func theLastWindowScoresTheRowThatItEndsWith() {
    #expect(cover(.last).rows == Self.ends)
    #expect(cover(.last).scores(Self.scores[...]) == Self.scores)
  }

  @Test func everyRowThatAWindowHoldsHasTheirMeanOrHighestScore() {
    #expect(cover(.mean).rows == [0, 1, 2, 3, 4, 6, 7, 8])
    #expect(cover(.mean).scores(Self.scores[...]) == [1, 1, 2.5, 4, 4, 2, 2, 2])
    #expect(cover(.max).scores(Self.scores[...]) == [1, 1, 4, 4, 4, 2, 2, 2])
  }

  /// Against all pairs of rows and windows.
  @Test(arguments: [1, 2, 5, 9]) func coversAreThoseOfTheDefinition(length: Int) {
    let runs = [0..<17, 17..<20, 20..<41]
    let ends = runs.flatMap { run in run.filter { $0 - run.lowerBound >= length - 1 && $0 % 3 != 1 } }
    let cover = RowCover(.max, ends: ends, length: length, runs: runs)
    var found: [Int: [Int]] = [:]
    for (window, end) in ends.enumerated() {
      for row in end - length + 1...end { found[row, default: []].append(window) }
    }
    #expect(cover.rows == found.keys.sorted())
    #expect(cover.windows.map(Array.init) == found.keys.sorted().map { found[$0] })
  }

  @Test func onlyTheLastIsCausal() {
    #expect(RowScore.allCases.filter(\.isCausal) == [.last])
  }
}
