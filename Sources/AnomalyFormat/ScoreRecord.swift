/// What residuals are taken against, and when a score is a verdict. 32 bytes.
public struct ScoreRecord: Sendable, BitwiseCopyable {
  /// Residuals of an operation with `Sink.residual`: its first outputs.
  public var residualCount: UInt32
  /// The window element that the first output is compared with.
  public var targetOffset: UInt32
  /// A score above this is a warning; finite, 0 <= warn <= alarm.
  public var warn: Float
  /// A score above this is an alarm; finite.
  public var alarm: Float
  /// How a stream's scores become verdicts; all zero: each score for itself.
  public var decision = DecisionRecord()

  /// A definition with its thresholds.
  public init(residualCount: UInt32, targetOffset: UInt32, warn: Float, alarm: Float) {
    self.residualCount = residualCount
    self.targetOffset = targetOffset
    self.warn = warn
    self.alarm = alarm
  }
}

/// One point of the table that turns a score into a p-value: scores rise strictly, p falls, 0 < p <= 1. 8 bytes.
public struct QuantileRecord: Sendable, BitwiseCopyable {
  /// Rises from point to point.
  public var score: Float
  /// Falls from point to point.
  public var p: Float

  /// One point.
  public init(score: Float, p: Float) {
    self.score = score
    self.p = p
  }
}

/// What the window behind this record must score. 16 bytes.
public struct SelfTestRecord: Sendable, BitwiseCopyable {
  /// The bits of the expected float32 score.
  public var scoreBits: UInt32
  /// Zero.
  public var reserved0: UInt32 = 0
  /// Zero.
  public var reserved1: UInt32 = 0
  /// Zero.
  public var reserved2: UInt32 = 0

  /// The record of a score.
  public init(scoreBits: UInt32) { self.scoreBits = scoreBits }
}
