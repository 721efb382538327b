import AnomalyEvaluation

/// The metrics of one way to score.
struct EvaluationLine: Encodable {
  /// A number and its 95 % interval.
  struct Interval: Encodable {
    var low: Double
    var high: Double
  }

  /// Of metrics that have one.
  struct Intervals: Encodable {
    var rocAUC: Interval?
    var prAUC: Interval?
    var vusPR: Interval?
    var f1: Interval?
  }

  /// Precision, recall and their harmonic mean.
  struct Agreement: Encodable {
    var precision: Double?
    var recall: Double
    var f1: Double
  }

  /// A point-adjusted F1 is worth nothing without that of random alarms.
  struct PointAdjusted: Encodable {
    var f1: Double
    var randomF1: Double
  }

  /// The best over all thresholds, chosen with the labels.
  struct Oracle: Encodable {
    var f1: Double
    var threshold: Float?
    var rangeF1: Double?
    var eventF1: Double?
    var affiliationF1: Double?
    var pointAdjusted: PointAdjusted?
    var nab: Double?
  }

  /// What made the scores.
  var scores: String
  var rocAUC: Double?
  var prAUC: Double?
  var vusROC: Double?
  var vusPR: Double?
  var accuracy: Double
  var precision: Double
  var recall: Double
  var f1: Double
  var falseAlarmRate: Double
  var missedAlarmRate: Double
  var intervals: Intervals
  /// This and the following only of rows that follow each other in time.
  var range: Agreement?
  var event: Agreement?
  var affiliation: Agreement?
  var pointAdjusted: PointAdjusted?
  var nab: Double?
  /// Of the top scores of files with one event, how many lie near it.
  var ucrHits: Int?
  var oracle: Oracle?
}

/// What all lines are measured by.
struct EvaluationMeasure {
  let recordings: LabelledRecordings
  /// Scored rows of tolerance for the volume under the surface.
  let buffer: Int
  let seed: UInt64
  let bootstrap: BlockBootstrap
  /// Whether rows follow each other in time, so that ranges and events mean something.
  let isStream: Bool

  /// Scores with given alarms.
  func line(_ name: String, scores: [Float], alarms: [Bool]) throws -> EvaluationLine {
    let data = try LabelledScores(scores: scores, labels: recordings.labels, runs: recordings.runs)
    let decisions = LabelledAlarms(alarms: alarms, labels: recordings.labels, runs: recordings.runs)
    let ranks = RankMetrics(data)
    let volume = VolumeUnderSurface(data, buffer: buffer)
    let confusion = Confusion(alarms: alarms, labels: recordings.labels)
    var line = EvaluationLine(
      scores: name, rocAUC: ranks.rocAUC, prAUC: ranks.prAUC, vusROC: volume?.roc, vusPR: volume?.pr,
      accuracy: confusion.accuracy, precision: confusion.precision, recall: confusion.recall, f1: confusion.f1,
      falseAlarmRate: confusion.falseAlarmRate, missedAlarmRate: confusion.missedAlarmRate,
      intervals: intervals(data, alarms), oracle: oracle(data))
    if isStream {
      line.ucrHits = recordings.files.count { UCRHit(data, rows: $0.scored)?.isHit == true }
      addEvents(decisions, scores, to: &line)
    }
    return line
  }

  /// What needs rows that follow each other in time.
  private func addEvents(_ decisions: LabelledAlarms, _ scores: [Float], to line: inout EvaluationLine) {
    let ranges = RangeMetrics(decisions)
    let events = EventTable(decisions, scores: scores)
    let adjusted = PointAdjustedF1(decisions, seed: seed)
    line.range = .init(precision: ranges.precision, recall: ranges.recall, f1: ranges.f1)
    line.event = .init(precision: events.precision, recall: events.recall, f1: events.f1)
    line.affiliation = Affiliation(decisions).map { .init(precision: $0.precision, recall: $0.recall, f1: $0.f1) }
    line.pointAdjusted = .init(f1: adjusted.value, randomF1: adjusted.random)
    line.nab = NABScore(recordings.nabRecordings(decisions.alarms.map { $0 ? 1 : 0 }), above: 0).normalised
  }

  private func oracle(_ data: LabelledScores) -> EvaluationLine.Oracle? {
    OracleMetrics(data, seed: seed).map { best in
      var oracle = EvaluationLine.Oracle(f1: best.f1, threshold: best.threshold.isFinite ? best.threshold : nil)
      if isStream {
        oracle.rangeF1 = best.rangeF1
        oracle.eventF1 = best.eventF1
        oracle.affiliationF1 = best.affiliationF1
        oracle.pointAdjusted = .init(f1: best.pointAdjusted.value, randomF1: best.pointAdjusted.random)
        oracle.nab = NABScore.best(recordings.nabRecordings(data.scores)).normalised
      }
      return oracle
    }
  }

  /// Scores of which as many as `count` raise alarms, the largest; of equal ones the first.
  func line(_ name: String, scores: [Float], alarmCount count: Int) throws -> EvaluationLine {
    var alarms = [Bool](repeating: false, count: scores.count)
    let order = scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    for index in order.prefix(count) { alarms[index] = true }
    return try line(name, scores: scores, alarms: alarms)
  }

  private func intervals(_ data: LabelledScores, _ alarms: [Bool]) -> EvaluationLine.Intervals {
    let found = bootstrap.intervals(data, alarms: alarms) { data, decisions in
      let ranks = RankMetrics(data)
      return [
        ranks.rocAUC, ranks.prAUC, VolumeUnderSurface(data, buffer: buffer)?.pr,
        data.events.isEmpty ? nil : Confusion(alarms: decisions.alarms, labels: decisions.labels).f1,
      ]
    }.map { $0.map { EvaluationLine.Interval(low: $0.lowerBound, high: $0.upperBound) } }
    guard found.count == 4 else { return .init() }
    return .init(rocAUC: found[0], prAUC: found[1], vusPR: found[2], f1: found[3])
  }
}
