import AnomalyEvaluation

/// What is measured on a set; the raw value is the title of its column.
enum BenchmarkMetric: String, CaseIterable, Codable, CodingKeyRepresentable {
  /// Of rows, at the shipped alarm threshold; so the next two.
  case f1 = "F1"
  case falseAlarmRate = "FAR"
  case missedAlarmRate = "MAR"
  case vusPR = "VUS-PR"
  case vusROC = "VUS-ROC"
  case prAUC = "PR-AUC"
  case rocAUC = "ROC-AUC"
  /// 1 where the top score lies near the one event, else 0.
  case ucrHit = "hits"
  /// The score of the Numenta benchmark at the one threshold for all files that makes it largest, as its own table does.
  case nabStandard = "NAB"
  case nabFewFalseAlarms = "NAB low FP"
  case nabFewMisses = "NAB low FN"
  /// The same at the shipped alarm threshold.
  case nabShipped = "NAB shipped"
  case hitRate100 = "HitRate@100"
  case ndcg100 = "NDCG@100"
  /// How well the mean score of whole recordings ranks the faulty ones first.
  case fileAUC = "file AUC"

  /// Whether it means something on one series of a set.
  var isPerSeries: Bool {
    switch self {
    case .nabStandard, .nabFewFalseAlarms, .nabFewMisses, .nabShipped: false
    case .f1, .falseAlarmRate, .missedAlarmRate, .vusPR, .vusROC, .prAUC, .rocAUC, .ucrHit, .hitRate100, .ndcg100,
      .fileAUC:
      true
    }
  }

  /// The metric of all rows of some series together; nil where there is nothing to measure, no anomaly for example.
  func value(of series: [SeriesScores]) throws -> Double? {
    switch self {
    case .f1: confusion(series).f1
    case .falseAlarmRate: confusion(series).falseAlarmRate
    case .missedAlarmRate: confusion(series).missedAlarmRate
    case .vusPR: VolumeUnderSurface(try joined(series), buffer: buffer(series))?.pr
    case .vusROC: VolumeUnderSurface(try joined(series), buffer: buffer(series))?.roc
    case .prAUC: RankMetrics(try joined(series)).prAUC
    case .rocAUC: RankMetrics(try joined(series)).rocAUC
    case .ucrHit: try hits(series)
    case .nabStandard: NABScore.best(series.map(\.recording)).normalised
    case .nabFewFalseAlarms: NABScore.best(series.map(\.recording), profile: .fewFalseAlarms).normalised
    case .nabFewMisses: NABScore.best(series.map(\.recording), profile: .fewMisses).normalised
    case .nabShipped: NABScore(series.map(\.alarmRecording), above: 0).normalised
    case .hitRate100: CauseRanking(series.flatMap(\.causes))?.hitRate100
    case .ndcg100: CauseRanking(series.flatMap(\.causes))?.ndcg100
    case .fileAUC: try fileAUC(series)
    }
  }

  private func confusion(_ series: [SeriesScores]) -> Confusion {
    Confusion(alarms: series.flatMap(\.alarms), labels: series.flatMap(\.rows.labels))
  }

  /// The widest of the series.
  private func buffer(_ series: [SeriesScores]) -> Int { series.map(\.rows.buffer).max() ?? 0 }

  private func joined(_ series: [SeriesScores]) throws -> LabelledScores {
    var runs: [Range<Int>] = []
    var rows = 0
    for one in series {
      runs += one.rows.runs.map { $0.lowerBound + rows..<$0.upperBound + rows }
      rows += one.scores.count
    }
    return try LabelledScores(
      scores: series.flatMap(\.scores), labels: series.flatMap(\.rows.labels), runs: runs)
  }

  private func hits(_ series: [SeriesScores]) throws -> Double? {
    let hits = try series.compactMap { one -> Bool? in
      let data = try joined([one])
      return UCRHit(data, rows: data.labels.indices)?.isHit
    }
    return hits.isEmpty ? nil : Double(hits.count { $0 })
  }

  private func fileAUC(_ series: [SeriesScores]) throws -> Double? {
    let data = try joined(series)
    return data.labels.isEmpty ? nil : FileScores(data, files: data.runs).rocAUCOfMean
  }
}
