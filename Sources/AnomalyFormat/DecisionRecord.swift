/// How the scores of a stream are smoothed before the thresholds look at them. The raw value is stored in blobs.
public enum Smoothing: UInt8, Sendable {
  /// Each score for itself.
  case none = 0
  /// The mean of the last `DecisionRecord.length` scores; of fewer at the start.
  case mean = 1
  /// The exponentially weighted moving average v ← v + weight·(score − v), which begins with the first score.
  case ewma = 2
  /// A level is reached when at least `DecisionRecord.votes` of the last `DecisionRecord.length` scores are above its
  /// threshold.
  case votes = 3
}

#if !hasFeature(Embedded)
  extension Smoothing: CaseIterable {}
#endif

/// How a stream's scores become verdicts. 16 bytes; all zero means that each score is compared for itself.
public struct DecisionRecord: Sendable, BitwiseCopyable, Equatable {
  /// `Smoothing`.
  public var smoothing: UInt8 = 0
  /// Scores that are looked at: mean 2...64, votes 2...32; else 0.
  public var length: UInt8 = 0
  /// Votes that reach a level, 1...length; else 0.
  public var votes: UInt8 = 0
  /// Zero.
  public var reserved: UInt8 = 0
  /// Weight of the newest score in an exponential average, above 0 and at most 1; else 0.
  public var weight: Float = 0
  /// The share of a threshold by which the smoothed score must fall below it before the verdict falls; 0 to below 1,
  /// with votes 0.
  public var hysteresis: Float = 0
  /// Scored windows for which a verdict stays after the last one that reached it, at most 2²⁴.
  public var hold: UInt32 = 0

  /// Each score for itself.
  public init() {}

  /// The longest history that a mean takes in.
  public static var longestMean: Int { 64 }
  /// The longest history that votes take in.
  public static var longestVotes: Int { 32 }
  /// The longest hold.
  public static var longestHold: Int { 1 << 24 }
}
