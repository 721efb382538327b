import Foundation

/// What the benchmark of alarm rates finds, as `--json` writes it.
struct AlarmRateReport: Encodable {
  /// One model, threshold rule and seed.
  struct Case: Encodable {
    var model: String
    var rule: String
    var seed: UInt64
    /// What the threshold was made from.
    var calibrationScores: Int
    /// Alarms that the rule promises on the test recording: windows, or for rules of a day groups of windows that share samples.
    var expected: Double
    var observed: Int

    var ratio: Double { Double(observed) / expected }
    /// Within a factor of two.
    var isHonest: Bool { (0.5...2).contains(ratio) }
  }

  var trainingRows: Int
  var testRows: Int
  /// Seconds.
  var samplePeriod: Double
  var cases: [Case]
  /// The share of cases within a factor of two.
  var honestShare: Double

  init(trainingRows: Int, testRows: Int, samplePeriod: Double, cases: [Case]) {
    self.trainingRows = trainingRows
    self.testRows = testRows
    self.samplePeriod = samplePeriod
    self.cases = cases
    honestShare = Double(cases.count { $0.isHonest }) / Double(max(cases.count, 1))
  }
}

/// The same for people.
struct AlarmRateText {
  let report: AlarmRateReport

  var text: String {
    var table = Table(
      .left("model"), .left("rule"), .right("expected"), .right("observed, a seed each"),
      .right("within a factor of two"))
    var seen: Set<String> = []
    for one in report.cases where seen.insert("\(one.model) \(one.rule)").inserted {
      let cases = report.cases.filter { $0.model == one.model && $0.rule == one.rule }
      table.add(
        one.model, one.rule, String(format: "%.1f", one.expected),
        cases.map { "\($0.observed)" }.joined(separator: " "), "\(cases.count { $0.isHonest }) of \(cases.count)")
    }
    let honest = report.cases.count { $0.isHonest }
    return "alarm-rate: a normal recording of \(report.trainingRows) rows is learnt, alarms are counted on another of "
      + "\(report.testRows) rows.\n\n" + table.text
      + "\nWithin a factor of two: \(honest) of \(report.cases.count), "
      + String(format: "%.0f %%", 100 * report.honestShare) + "\n"
  }
}
