import AnomalyEvaluation

/// How far the scores of a blob are from those of the float model, on the same calibration windows.
public struct FloatAgreement: Sendable {
  /// Median of |blob − float| / float.
  public var medianError: Double
  /// Largest of |blob − float| / float.
  public var largestError: Double
  /// Share of windows with the same alarm, each by its own threshold.
  public var alarmAgreement: Double

  /// Compares two exports of one model.
  public init(_ export: Export, with float: Export) {
    let errors = zip(export.calibrationScores, float.calibrationScores)
      .map { Double(($0 - $1).magnitude) / Double(max($1, .leastNormalMagnitude)) }.sorted()
    medianError = errors.isEmpty ? 0 : errors[errors.count / 2]
    largestError = errors.last ?? 0
    let same = zip(export.calibrationScores, float.calibrationScores)
      .count { ($0 > export.levels.alarm.value) == ($1 > float.levels.alarm.value) }
    alarmAgreement = errors.isEmpty ? 1 : Double(same) / Double(errors.count)
  }

  /// Median error from which on rounding, not the model, decides about normal windows.
  public static let largestMedianError = 0.25

  /// What to do where the precision hides the scores of normal windows; nil where it does not.
  public var advice: String? {
    medianError > Self.largestMedianError
      ? "rounding changes the scores of normal windows by more than \(Int(100 * Self.largestMedianError)) %: the model "
        + "gives back its input more exactly than this precision can tell; compare both with trainer evaluate, or "
        + "export with more bits, --quantize fp16 or none" : nil
  }
}
