/// How a threshold is made from the scores of a calibration tail: normal rows that the model was not fitted on.
public enum ThresholdRule: Equatable, Sendable {
  /// The conformal quantile: of n scores the ⌈(n+1)·percent/100⌉-th smallest, 0 < percent < 100.
  ///
  /// If future normal rows are exchangeable with the calibration rows, a score lies strictly above it with probability
  /// at most 1 − percent/100 (Vovk, Gammerman and Shafer 2005). With fewer than percent/(100−percent) scores no such
  /// quantile exists; the largest score is taken, and the probability is at most 1/(n+1).
  case percentile(Double)

  /// Default of the alarm level: at most one normal window in 200. Calibration tails have some hundred windows, and 199
  /// are enough to keep this; a stricter percentile would mostly mean "the largest score seen".
  public static var defaultAlarm: ThresholdRule { .percentile(99.5) }

  /// Default of the warn level: at most one normal window in 50.
  public static var defaultWarn: ThresholdRule { .percentile(98) }
}
