import Foundation

/// How well the columns that a model blames are those that caused an anomaly, where causes are labelled.
///
/// With c causes in a row the first ⌊P % · c⌋ columns by contribution count (of equal ones the first column). Both figures
/// are means over all anomalous rows with causes, found or not.
public struct CauseRanking: Equatable, Sendable {
  /// HitRate@100 %: share of the causes among as many first columns (Su et al., KDD 2019).
  public var hitRate100: Double
  /// HitRate@150 %.
  public var hitRate150: Double
  /// NDCG@100 % with gain 1 for a cause and discount 1/log₂(place + 1) (Järvelin and Kekäläinen 2002).
  public var ndcg100: Double
  /// NDCG@150 %.
  public var ndcg150: Double
  /// Rows behind the means.
  public var rows: Int

  /// Compares contributions with causes, row by row; nil without any row.
  ///
  /// - Parameter rows: for each anomalous row the contribution of every column, larger is more to blame, and the columns that
  ///   are causes, at least one.
  public init?(_ rows: some Sequence<(contributions: [Float], causes: Set<Int>)>) {
    (hitRate100, hitRate150, ndcg100, ndcg150, self.rows) = (0, 0, 0, 0, 0)
    for (contributions, causes) in rows {
      precondition(!causes.isEmpty, "a row with causes")
      let order = contributions.indices.sorted {
        contributions[$0] == contributions[$1] ? $0 < $1 : contributions[$0] > contributions[$1]
      }
      let isCause = order.map(causes.contains)
      hitRate100 += Self.hitRate(isCause, causes.count, percent: 100)
      hitRate150 += Self.hitRate(isCause, causes.count, percent: 150)
      ndcg100 += Self.ndcg(isCause, causes.count, percent: 100)
      ndcg150 += Self.ndcg(isCause, causes.count, percent: 150)
      self.rows += 1
    }
    guard self.rows > 0 else { return nil }
    for figure in [\Self.hitRate100, \.hitRate150, \.ndcg100, \.ndcg150] { self[keyPath: figure] /= Double(self.rows) }
  }

  private static func hitRate(_ isCause: [Bool], _ causes: Int, percent: Int) -> Double {
    Double(isCause.prefix(percent * causes / 100).count { $0 }) / Double(causes)
  }

  private static func ndcg(_ isCause: [Bool], _ causes: Int, percent: Int) -> Double {
    let size = percent * causes / 100
    func gain(_ place: Int) -> Double { 1 / log2(Double(place + 2)) }
    let got = isCause.prefix(size).enumerated().reduce(0) { $0 + ($1.element ? gain($1.offset) : 0) }
    let ideal = (0..<min(causes, size, isCause.count)).reduce(0) { $0 + gain($1) }
    return got / ideal
  }
}
