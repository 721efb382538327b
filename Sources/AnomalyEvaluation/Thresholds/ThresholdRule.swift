/// How a threshold is made from the scores of a calibration tail: normal rows that the model was not fitted on.
public enum ThresholdRule: Equatable, Hashable, Sendable {
  /// The conformal quantile: of n scores the ⌈(n+1)·percent/100⌉-th smallest, 0 < percent < 100.
  ///
  /// If future normal rows are exchangeable with the calibration rows, a score lies strictly above it with probability
  /// at most 1 − percent/100 (Vovk, Gammerman and Shafer 2005). With fewer than percent/(100−percent) scores no such
  /// quantile exists; the largest score is taken, and the probability is at most 1/(n+1).
  case percentile(Double)

  /// The same quantile of the largest scores of blocks, each as long as it takes until two windows share no sample,
  /// 0 < percent < 100.
  ///
  /// Overlapping windows are not exchangeable; blocks nearly are, when what the process remembers is shorter than a window.
  /// A block of future windows holds an alarm with probability at most 1 − percent/100.
  case blocks(Double)

  /// Mean + k · standard deviation, k > 0; promises nothing unless scores are Gaussian, which they seldom are.
  case sigma(Double)

  /// Median + k · 1.4826 · median absolute deviation, k > 0: the same, hardly moved by a few faults among the scores
  /// (Leys and others 2013).
  case mad(Double)

  /// Upper quartile + k · interquartile range, k > 0 (Tukey 1977, with k 1.5 and 3).
  case iqr(Double)

  /// Exceeded by a normal window with probability q, 0 < q < 0.1: a generalised Pareto distribution fitted to what exceeds
  /// a high quantile (peaks over threshold, Siffer and others 2017). Reaches beyond the largest score seen.
  case tail(Double)

  /// So many false alarms a day, > 0, where windows above the threshold that share samples are one alarm. Counted where the
  /// calibration tail is long enough, beyond that by a generalised Pareto distribution of the highest score of each alarm.
  case perDay(Double)

  /// The threshold with the best F1 of rows on a labelled set: an oracle, chosen with the labels in hand, which promises
  /// nothing for other data.
  case bestF1

  /// Default of the alarm level: at most one normal window in 200. Calibration tails have some hundred windows, and 199
  /// are enough to keep this; a stricter percentile would mostly mean "the largest score seen".
  public static var defaultAlarm: ThresholdRule { .percentile(99.5) }

  /// Default of the warn level: at most one normal window in 50.
  public static var defaultWarn: ThresholdRule { .percentile(98) }
}

extension ThresholdRule {
  /// The kinds of rules and their numbers, as one types them.
  public static let forms =
    "percentile:P or blocks:P (above 0, below 100), sigma:K, mad:K or iqr:K (above 0), tail:Q (above 0, below 0.1), "
    + "per-day:N (above 0) or best-f1"

  /// A rule as one types it: `percentile:99.5`, `sigma:3`, `per-day:0.5`, …; nil where it is none.
  public init?(_ text: String) {
    if text == "best-f1" {
      self = .bestF1
      return
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Double(parts[1]), number > 0, number.isFinite else { return nil }
    switch parts[0] {
    case "percentile" where number < 100: self = .percentile(number)
    case "blocks" where number < 100: self = .blocks(number)
    case "sigma": self = .sigma(number)
    case "mad": self = .mad(number)
    case "iqr": self = .iqr(number)
    case "tail" where number < 0.1: self = .tail(number)
    case "per-day": self = .perDay(number)
    default: return nil
    }
  }

  /// The same back.
  public var text: String {
    switch self {
    case .percentile(let percent): "percentile:\(percent)"
    case .blocks(let percent): "blocks:\(percent)"
    case .sigma(let factor): "sigma:\(factor)"
    case .mad(let factor): "mad:\(factor)"
    case .iqr(let factor): "iqr:\(factor)"
    case .tail(let probability): "tail:\(probability)"
    case .perDay(let count): "per-day:\(count)"
    case .bestF1: "best-f1"
    }
  }
}

extension ThresholdRule: Codable {
  /// Reads its text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let rule = ThresholdRule(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected \(ThresholdRule.forms), got \(text)")
    }
    self = rule
  }

  /// Writes its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
