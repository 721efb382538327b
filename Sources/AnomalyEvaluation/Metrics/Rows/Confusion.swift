/// The four counts of a decision "alarm where score > threshold", and the rates made of them.
///
/// A rate whose denominator is zero has no evidence against the detector and takes the value that says so: precision,
/// recall, F1 and accuracy are 1 when there was nothing to get wrong and 0 otherwise; false and missed alarm rates
/// of an empty class are 0. Each property states its case.
public struct Confusion: Equatable, Sendable {
  /// Anomalous and alarmed.
  public var truePositives: Int
  /// Normal and alarmed.
  public var falsePositives: Int
  /// Normal and quiet.
  public var trueNegatives: Int
  /// Anomalous and quiet.
  public var falseNegatives: Int

  /// Counts made elsewhere, sums over several files for example.
  public init(truePositives: Int, falsePositives: Int, trueNegatives: Int, falseNegatives: Int) {
    self.truePositives = truePositives
    self.falsePositives = falsePositives
    self.trueNegatives = trueNegatives
    self.falseNegatives = falseNegatives
  }

  /// Counts decisions against labels.
  ///
  /// - Parameters:
  ///   - scores: one a row, larger is more anomalous; infinite scores are allowed.
  ///   - labels: one a row, true where the row is anomalous.
  ///   - threshold: a row is alarmed when its score is strictly above it, as on the device.
  /// - Throws: `countsDiffer`, `scoreIsNaN`.
  public init(scores: [Float], labels: [Bool], threshold: Float) throws(EvaluationError) {
    try requirePairs(scores: scores, labels: labels)
    self.init(alarms: scores.map { $0 > threshold }, labels: labels)
  }

  /// Counts decisions already made; both arrays have one entry a row.
  public init(alarms: [Bool], labels: [Bool]) {
    precondition(alarms.count == labels.count, "one decision a label")
    self.init(truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0)
    for (alarm, label) in zip(alarms, labels) {
      switch (alarm, label) {
      case (true, true): truePositives += 1
      case (true, false): falsePositives += 1
      case (false, false): trueNegatives += 1
      case (false, true): falseNegatives += 1
      }
    }
  }

  /// Rows counted.
  public var total: Int { truePositives + falsePositives + trueNegatives + falseNegatives }

  /// Share of rows decided rightly; 1 when there are no rows.
  public var accuracy: Double { ratio(truePositives + trueNegatives, of: total, whenEmpty: 1) }

  /// Share of alarms that are right, TP/(TP+FP); without any alarm 1 if nothing was missed, else 0.
  public var precision: Double {
    ratio(truePositives, of: truePositives + falsePositives, whenEmpty: falseNegatives == 0 ? 1 : 0)
  }

  /// Share of anomalous rows alarmed, TP/(TP+FN); 1 when no row is anomalous.
  public var recall: Double { ratio(truePositives, of: truePositives + falseNegatives, whenEmpty: 1) }

  /// Harmonic mean of precision and recall, 2TP/(2TP+FP+FN); 1 when there is neither an anomaly nor an alarm.
  public var f1: Double {
    ratio(2 * truePositives, of: 2 * truePositives + falsePositives + falseNegatives, whenEmpty: 1)
  }

  /// FAR, share of normal rows alarmed, FP/(FP+TN); 0 when no row is normal.
  public var falseAlarmRate: Double { ratio(falsePositives, of: falsePositives + trueNegatives, whenEmpty: 0) }

  /// MAR, share of anomalous rows not alarmed, FN/(FN+TP); 0 when no row is anomalous.
  public var missedAlarmRate: Double { ratio(falseNegatives, of: falseNegatives + truePositives, whenEmpty: 0) }
}

private func ratio(_ part: Int, of whole: Int, whenEmpty empty: Double) -> Double {
  whole == 0 ? empty : Double(part) / Double(whole)
}
