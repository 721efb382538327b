import AnomalyEvaluation
import Testing

@Suite struct CauseRankingTests {
  @Test func columnsBlamedInOrderOfContribution() throws {
    // The two causes stand second and fourth: one of two at 100 %, one of two among three at 150 %.
    let row: (contributions: [Float], causes: Set<Int>) = ([0.4, 0.3, 0.2, 0.1], [1, 3])
    let ranking = try #require(CauseRanking([row]))
    #expect(ranking.hitRate100 == 0.5)
    #expect(ranking.hitRate150 == 0.5)
    #expect(CauseRanking([row].dropFirst()) == nil)
  }
}
