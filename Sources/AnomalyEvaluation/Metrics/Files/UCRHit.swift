/// The rule of the UCR Anomaly Archive (Wu and Keogh, TKDE 2021) for a recording with exactly one anomaly: the one place with
/// the highest score must lie near it.
public struct UCRHit: Equatable, Sendable {
  /// The first row with the highest score.
  public var topRow: Int
  /// Whether it lies inside the anomaly or at most 100 rows beside it, or as many as the anomaly has if those are more.
  public var isHit: Bool

  /// Looks at the rows of `range`; nil unless they hold exactly one event.
  public init?(_ data: LabelledScores, rows range: Range<Int>) {
    let events = data.events.filter { $0.overlaps(range) }
    guard let event = events.first, events.count == 1 else { return nil }
    let margin = max(100, event.count)
    topRow = range.reduce(range.lowerBound) { data.scores[$1] > data.scores[$0] ? $1 : $0 }
    isHit = (event.lowerBound - margin..<event.upperBound + margin).contains(topRow)
  }
}
