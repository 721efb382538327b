import AnomalyEvaluation

/// What `evaluate --json` writes.
struct EvaluationReport: Encodable {
  var rows: Int
  var scored: Int
  var anomalous: Int
  var lines: [EvaluationLine]
}

/// The metrics of one way to score.
struct EvaluationLine: Encodable {
  /// What made the scores.
  var scores: String
  var rocAUC: Double?
  var prAUC: Double?
  var accuracy: Double
  var precision: Double
  var recall: Double
  var f1: Double
  var falseAlarmRate: Double
  var missedAlarmRate: Double

  /// Scores with given alarms.
  init(_ name: String, scores: [Float], labels: [Bool], alarms: [Bool]) throws {
    let ranks = try RankMetrics(scores: scores, labels: labels)
    let confusion = Confusion(alarms: alarms, labels: labels)
    self.scores = name
    rocAUC = ranks.rocAUC
    prAUC = ranks.prAUC
    accuracy = confusion.accuracy
    precision = confusion.precision
    recall = confusion.recall
    f1 = confusion.f1
    falseAlarmRate = confusion.falseAlarmRate
    missedAlarmRate = confusion.missedAlarmRate
  }

  /// Scores of which the `alarmCount` largest raise alarms; of equal ones the first.
  init(_ name: String, scores: [Float], labels: [Bool], alarmCount: Int) throws {
    var alarms = [Bool](repeating: false, count: scores.count)
    let order = scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    for index in order.prefix(alarmCount) { alarms[index] = true }
    try self.init(name, scores: scores, labels: labels, alarms: alarms)
  }
}
