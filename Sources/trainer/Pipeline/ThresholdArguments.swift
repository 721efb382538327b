import AnomalyEvaluation

/// How the two thresholds are made.
struct ThresholdArguments: ArgumentGroup {
  @Option("--warn", value: "RULE", help: "how the warn threshold is made from calibration scores; the rules of --alarm")
  var warn = ThresholdRule.defaultWarn
  @Option(
    "--alarm", value: "RULE",
    help: "the alarm threshold: percentile:P, blocks:P, sigma:K, mad:K, iqr:K, tail:PROBABILITY or per-day:ALARMS")
  var alarm = ThresholdRule.defaultAlarm
  @Option(
    "--sample-period", value: "SECONDS", in: 1e-9...1e9,
    help: "time from one row to the next, which per-day needs where the data does not say")
  var samplePeriod: Double?

  /// Throws for what cannot be together.
  func check() throws(CommandLineError) {
    switch (warn, alarm) {
    case (.percentile(let low), .percentile(let high)), (.blocks(let low), .blocks(let high)),
      (.sigma(let low), .sigma(let high)), (.mad(let low), .mad(let high)), (.iqr(let low), .iqr(let high)),
      (.tail(let high), .tail(let low)), (.perDay(let high), .perDay(let low)):
      if low > high {
        throw .conflict("--warn must not be stricter than --alarm, got \(warn.text) and \(alarm.text)")
      }
    default: break
    }
  }
}

extension ThresholdRule: OptionValue {
  static func parsed(_ text: String) -> ThresholdRule? { ThresholdRule(text) }
  static var kind: String { forms }
  static var placeholder: String { "RULE" }
}
