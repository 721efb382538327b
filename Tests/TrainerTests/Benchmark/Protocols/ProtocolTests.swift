import Foundation
import Testing

@testable import trainer

/// What is learnt and what is measured of a series.
@Suite struct ProtocolTests {
  private func first(_ set: BenchmarkSet, _ sets: SampleSets) throws -> BenchmarkSeries {
    try sets.make(set)
    let rules = try #require(set.rules)
    let sources = try rules.series(in: BenchmarkFolder(of: rules.folder, in: sets.path))
    return try #require(sources.first).load()
  }

  @Test(
    "No labelled row is learnt, and what is learnt is not measured, but for TSB-AD, which measures all",
    arguments: [
      (BenchmarkSet.skab, 400, 400), (.nab, 180, 180), (.smd, 300, 0), (.asd, 300, 0), (.ucr, 300, 300),
      (.smapMSL, 300, 0), (.ecg5000, 60, 0), (.gecco, 360, 360), (.cwru, 700, 0), (.tsbAD, 300, 0),
    ])
  func split(set: BenchmarkSet, learnt: Int, from: Int) throws {
    let series = try first(set, SampleSets())
    #expect(series.training.rowCount == learnt)
    #expect(series.counted.lowerBound == from && series.counted.upperBound == series.test.rowCount)
    #expect(series.labels.count == series.test.rowCount && series.labels.contains(true))
    #expect(series.training.columnNames == series.test.columnNames)
    #expect(series.isRowSamples == (set == .ecg5000))
    if from == learnt { #expect(!series.labels.prefix(learnt).contains(true)) }
  }

  @Test("Rows of an event inside the part that is learnt are left out")
  func eventsInTraining() throws {
    let sets = try SampleSets()
    let labels = SampleSets.labels(900, 100..<150)
    let rows = zip(SampleSets.readings(900, columns: 2, seed: 1), labels).map { "\($0),\($1)" }
    try sets.write(["a,b,event"] + rows, to: "gecco/water.csv")
    let source = try GECCOProtocol().series(in: BenchmarkFolder(sets.folder.file("gecco")))[0]
    let series = try source.load()
    #expect(series.training.rowCount == 310)
    #expect(series.training.runs == [0..<100, 100..<310])
  }

  @Test("The name of a UCR file counts rows from 1, both ends included")
  func ucrNames() throws {
    let name = try UCRName("x/001_UCR_Anomaly_DISTORTED_a_b_35000_52000_52620.txt")
    #expect(name.trainingRows == 35_000)
    let labels = try name.labels(rows: 60_000)
    #expect(labels.firstIndex(of: true) == 51_999 && labels.lastIndex(of: true) == 52_619)
    #expect(labels.count { $0 } == 621)
  }

  @Test("A set's own folder will do in place of the data folder")
  func ownFolder() throws {
    let sets = try SampleSets()
    try sets.make(.ucr)
    let whole = try BenchmarkFolder(of: "ucr-anomaly", in: sets.path)
    let own = try BenchmarkFolder(of: "ucr-anomaly", in: sets.folder.file("ucr-anomaly"))
    #expect(whole.files(".txt") == own.files(".txt") && own.files(".txt").count == 2)
  }

  @Test("Published means are over the series that are here, and variants of a series count once")
  func published() throws {
    let sets = try SampleSets()
    try sets.make(.smd)
    try sets.make(.tsbAD)
    let targets = try #require(BenchmarkFolder.targets(for: sets.path))
    let machines = try SMDProtocol().published(in: targets, for: ["machine-1-1", "machine-3-9"])
    #expect(machines.map(\.method) == ["random"])
    #expect(abs((machines[0].figures[.vusPR] ?? 0) - 0.3) < 1e-12)
    let folder = try BenchmarkFolder(of: "tsb-ad", in: sets.path)
    let names = try TSBADProtocol().series(in: folder).map(\.name)
    #expect(names.count == 3 && names.contains("ucr-anomaly/001_UCR_Anomaly_sine_300_451_470.txt"))
    let series = try TSBADProtocol().published(in: targets, for: names)
    #expect(series.map(\.method) == ["Sub-PCA"])
    #expect(series[0].figures == [.vusPR: 0.5] && series[0].group == .oneColumn)
  }
}
