/// What the thresholds say about a score. The raw value is that of the C interface.
public enum Verdict: Int32, Sendable {
  case normal = 0
  case warn = 1
  case alarm = 2
  /// More than half of the window, or all that the model predicts, is missing.
  case unknown = 3
}

/// One scored window; field by field the `anomaly_result` of the C interface.
public struct ScoreResult: Sendable {
  /// Mean squared residual in scaled units, >= 0, finite.
  public var score: Float
  /// The score after smoothing, which the thresholds look at; `score` itself where nothing is smoothed.
  public var smoothed: Float
  /// Share of normal windows expected to have `smoothed` this high, in (0, 1].
  public var pValue: Float
  /// `verdict` as a number of 32 bits.
  public var verdictCode: Int32
  /// Values of the window that were missing.
  public var missing: UInt32
  /// Zero.
  public var reserved: UInt32 = 0
  /// Samples since init or reset, lost ones included; 0 when a whole window was scored.
  public var sample: UInt64

  /// What the thresholds say.
  public var verdict: Verdict { Verdict(rawValue: verdictCode) ?? .unknown }
}
