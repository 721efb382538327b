import AnomalyData
import AnomalyEvaluation

/// How the two thresholds are made.
struct ThresholdArguments: ArgumentGroup {
  @Option("--warn", value: "RULE", help: "how the warn threshold is made from calibration scores; the rules of --alarm")
  var givenWarn: ThresholdRule?
  @Option(
    "--alarm", value: "RULE",
    help:
      "the alarm threshold: percentile:P, blocks:P, sigma:K, mad:K, iqr:K, tail:PROBABILITY, per-day:ALARMS or best-f1")
  var givenAlarm: ThresholdRule?
  @Option("--sample-period", help: "time from row to row, for per-day; without it that of the time column")
  var samplePeriod: TimeSpan?

  /// Beside an oracle for alarms the same, as a percentile may lie above it.
  var warn: ThresholdRule { givenWarn ?? (alarm == .bestF1 ? .bestF1 : .defaultWarn) }
  var alarm: ThresholdRule { givenAlarm ?? .defaultAlarm }

  /// Whether a rule wants to know the times of the rows.
  var needsTimes: Bool {
    samplePeriod == nil
      && [warn, alarm].contains { if case .perDay = $0 { true } else { false } }
  }

  /// Seconds from row to row: as given, or the usual step of the time column; nil where nobody says.
  ///
  /// - Errors: `CoarseTimes` where a rule wants to know and most times repeat.
  func seconds(of frame: Frame) throws(CoarseTimes) -> Double? {
    if let samplePeriod { return Double(samplePeriod.nanoseconds) * 1e-9 }
    guard let time = frame.time, let sampling = time.instants.flatMap({ Sampling(instants: $0, runs: frame.runs) })
    else { return nil }
    if sampling.isTooCoarse {
      if needsTimes {
        throw CoarseTimes(column: time.name, repeated: sampling.repeatedCount, steps: sampling.stepCount)
      }
      return nil
    }
    return Double(sampling.interval.nanoseconds) * 1e-9
  }

  /// Throws for a rule that needs labelled faults where there are none for it.
  func refuseOracle() throws(CommandLineError) {
    if warn == .bestF1 || alarm == .bestF1 {
      throw .conflict(
        "best-f1 chooses on labelled faults, which neither training nor a model file has; set it in an exported blob with "
          + "trainer threshold")
    }
  }

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

/// Times that repeat more often than they move on.
struct CoarseTimes: Error, Equatable, CustomStringConvertible {
  let column: String
  let repeated: Int
  let steps: Int

  var description: String {
    "expected times that tell how far rows lie apart, found \(repeated) in column \(column) that repeat and only \(steps) that "
      + "move on; give --sample-period TIME"
  }
}

extension ThresholdRule: OptionValue {
  static func parsed(_ text: String) -> ThresholdRule? { ThresholdRule(text) }
  static var kind: String { forms }
  static var placeholder: String { "RULE" }
}
