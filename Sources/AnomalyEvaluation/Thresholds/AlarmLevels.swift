/// The two thresholds that a model ships with.
public struct AlarmLevels: Equatable, Sendable {
  /// Worth a look.
  public var warn: Threshold
  /// Act.
  public var alarm: Threshold

  /// Fits both levels on the same calibration scores of normal rows.
  ///
  /// - Throws: what `Threshold.init` throws, and `levelsReversed` when `warn` comes out above `alarm`.
  public init(
    warn: ThresholdRule = .defaultWarn, alarm: ThresholdRule = .defaultAlarm, calibration scores: CalibrationScores
  ) throws(EvaluationError) {
    self.warn = try Threshold(warn, calibration: scores)
    self.alarm = try Threshold(alarm, calibration: scores)
    guard self.warn.value <= self.alarm.value else {
      throw .levelsReversed(warn: self.warn.value, alarm: self.alarm.value)
    }
  }
}
