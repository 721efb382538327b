import AnomalyEvaluation
import Testing

/// Every metric against the numbers of other packages.
@Suite struct GoldenMetricsTests {
  @Test(arguments: GoldenMetrics.all.cases) func rankingsAgreeWithScikitLearn(golden: GoldenMetrics.Case) throws {
    let metrics = try RankMetrics(golden.data())
    #expect(isNear(metrics.rocAUC!, golden.rocAUC))
    #expect(isNear(metrics.prAUC!, golden.prAUC))
  }

  @Test(arguments: GoldenMetrics.all.cases) func volumesAgreeWithTSBAD(golden: GoldenMetrics.Case) throws {
    let data = try golden.data()
    for expected in golden.volumes {
      let volume = try #require(VolumeUnderSurface(data, buffer: expected.buffer))
      #expect(isNear(volume.roc, expected.roc), "buffer \(expected.buffer)")
      #expect(isNear(volume.pr, expected.pr), "buffer \(expected.buffer)")
    }
  }

  @Test(arguments: GoldenMetrics.all.buffers) func buffersAgreeWithTSBAD(golden: GoldenMetrics.Buffer) {
    #expect(BufferLength.of(golden.column) == golden.buffer)
  }

  @Test(arguments: GoldenMetrics.all.cases) func rangesAgreeWithTSBADAndPrts(golden: GoldenMetrics.Case) throws {
    let metrics = RangeMetrics(try golden.alarms())
    #expect(isNear(metrics.precision, golden.rangePrecision))
    #expect(isNear(metrics.recall, golden.rangeRecall))
    #expect(isNear(metrics.f1, golden.rangeF1))
  }

  @Test(arguments: GoldenMetrics.all.cases) func eventF1AgreesWithTSBAD(golden: GoldenMetrics.Case) throws {
    #expect(isNear(EventTable(try golden.alarms(), scores: golden.series.scores).f1, golden.eventF1))
  }

  @Test(arguments: GoldenMetrics.all.cases) func pointAdjustmentAgreesWithTSBAD(golden: GoldenMetrics.Case) throws {
    guard let expected = golden.pointAdjustedF1 else { return }
    #expect(isNear(PointAdjustedF1(try golden.alarms(), seed: 1).value, expected))
  }

  @Test(arguments: GoldenMetrics.all.cases) func affiliationAgreesWithItsAuthors(golden: GoldenMetrics.Case) throws {
    let metrics = try #require(Affiliation(try golden.alarms()))
    #expect((metrics.precision == nil) == (golden.affiliationPrecision == nil))
    if let precision = golden.affiliationPrecision { #expect(isNear(metrics.precision!, precision)) }
    #expect(isNear(metrics.recall, golden.affiliationRecall))
  }

  @Test(arguments: GoldenMetrics.all.cases) func nabScoresAgreeWithASecondWriting(golden: GoldenMetrics.Case) throws {
    let data = try golden.data()
    let recording = NABScore.Recording(scores: data.scores, windows: data.events)
    #expect(isNear(NABScore([recording], above: golden.threshold).raw, golden.nab))
    let best = NABScore.best([recording])
    #expect(isNear(best.raw, golden.nabBest))
    #expect(isNear(NABScore([recording], above: best.threshold).raw, golden.nabBest))
  }

  @Test(arguments: GoldenMetrics.all.cases) func oraclesAgreeWithTSBAD(golden: GoldenMetrics.Case) throws {
    let oracle = try #require(OracleMetrics(try golden.data(), grid: .scores, seed: 1))
    #expect(isNear(oracle.eventF1, golden.oracle.eventF1))
    #expect(isNear(oracle.rangeF1, golden.oracle.rangeF1))
    #expect(isNear(oracle.affiliationF1, golden.oracle.affiliationF1))
    if let expected = golden.oracle.pointAdjustedF1 { #expect(isNear(oracle.pointAdjusted.value, expected)) }
    let confusion = try Confusion(
      scores: golden.series.scores, labels: golden.series.labels, threshold: oracle.threshold)
    #expect(isNear(confusion.f1, oracle.f1))
  }

  @Test(arguments: GoldenMetrics.all.causes) func causesAgreeWithScikitLearn(golden: GoldenMetrics.Causes) throws {
    var source = CongruentialSource(state: golden.seed)
    let rows = (0..<golden.rows).map { _ in
      var (shares, causes): ([Float], Set<Int>) = ([], [])
      for column in 0..<golden.columns {
        shares.append(Float(source.draw(97)))
        if source.draw(3) == 0 { causes.insert(column) }
      }
      return (contributions: shares, causes: causes.isEmpty ? [0] : causes)
    }
    let ranking = try #require(CauseRanking(rows))
    #expect(isNear(ranking.hitRate100, golden.hit100))
    #expect(isNear(ranking.hitRate150, golden.hit150))
    #expect(isNear(ranking.ndcg100, golden.ndcg100))
    #expect(isNear(ranking.ndcg150, golden.ndcg150))
  }
}
