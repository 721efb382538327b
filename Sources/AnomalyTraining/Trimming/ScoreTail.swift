import Foundation

/// Training scores with a heavy upper tail: a sign that the readings of normal operation hold something else.
///
/// Measured by the outer fence of the boxplot adjusted for skewness (Hubert and Vandervieren 2008): with quartiles q₁, q₃ and
/// medcouple m (Brys, Hubert and Struyf 2004) it stands at q₃ + 3 e^(3m) (q₃ − q₁), e^(4m) for negative m. Normal,
/// exponential and log-normal scores pass it less than once in 500 windows; the measure breaks down only when a quarter of
/// all windows is contaminated.
public struct ScoreTail: Codable, Sendable, Equatable {
  /// Windows whose scores lie beyond the fence.
  public var beyond: Int
  /// Windows that were looked at.
  public var windows: Int
  /// The fence.
  public var fence: Float
  /// m, from −1 to 1.
  public var medcouple: Double

  /// The tail counts as heavy from this share of windows beyond the fence on.
  static let heavyShare = 0.005
  /// Fewer windows say nothing about a tail.
  static let fewestWindows = 50
  /// Scores that the medcouple looks at: evenly spaced ranks.
  private static let ranks = 401

  /// The tail of `scores`; nil where it is not heavy or they are too few.
  init?(scores: [Float]) {
    let sorted = scores.filter(\.isFinite).sorted()
    guard sorted.count >= Self.fewestWindows else { return nil }
    func quantile(_ share: Double) -> Double { Double(sorted[Int((share * Double(sorted.count - 1)).rounded())]) }
    let spread = quantile(0.75) - quantile(0.25)
    guard spread > 0 else { return nil }
    let ranks = min(Self.ranks, sorted.count)
    medcouple = Self.medcouple((0..<ranks).map { quantile(Double($0) / Double(ranks - 1)) })
    let stretch = exp((medcouple >= 0 ? 3 : 4) * medcouple)
    let limit = Float(quantile(0.75) + 3 * stretch * spread)
    fence = limit
    windows = scores.count
    beyond = scores.count { !($0 <= limit) }
    guard Double(beyond) >= Self.heavyShare * Double(windows) else { return nil }
  }

  /// The median of ((b − q) − (q − a)) / (b − a) over all a ≤ q ≤ b of the rising `values`, q their median.
  static func medcouple(_ values: [Double]) -> Double {
    let middle = (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
    let above = values.filter { $0 >= middle }
    let below = values.filter { $0 <= middle }
    var kernel: [Double] = []
    kernel.reserveCapacity(above.count * below.count)
    for b in above {
      for a in below { kernel.append(b > a ? ((b - middle) - (middle - a)) / (b - a) : 0) }
    }
    kernel.sort()
    return (kernel[(kernel.count - 1) / 2] + kernel[kernel.count / 2]) / 2
  }

  /// What to tell the user.
  public var sentence: String {
    let percent = (Double(beyond) * 1000 / Double(windows)).rounded() / 10
    let trim = min((Double(beyond) * 100 / Double(windows)).rounded(.up) / 100, 0.5)
    return
      "the training scores are heavy-tailed: \(percent) % of \(windows) windows lie beyond the outer fence of the adjusted boxplot, so the readings may hold faults; look at them, or leave the worst windows out with --trim \(trim)"
  }
}
