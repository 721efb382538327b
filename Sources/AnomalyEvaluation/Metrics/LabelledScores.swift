/// Scores beside labels, checked once: what every metric that looks at scores starts from.
///
/// Rows are ranked when it is made, O(n log n); metrics that depend on the order of scores alone then take linear time.
public struct LabelledScores: Sendable {
  /// One a row, larger is more anomalous; infinite scores are allowed, NaN is not.
  public let scores: [Float]
  /// One a row, true where the row is anomalous.
  public let labels: [Bool]
  /// Consecutive, non-empty ranges that cover all rows in order. Rows follow each other in time inside a run only, so that
  /// no event and no tolerance reaches from one run into the next.
  public let runs: [Range<Int>]
  /// The maximal ranges of anomalous rows inside runs, in order.
  public let events: [Range<Int>]
  /// The place of each row's score among the distinct scores, 0 for the highest; equal scores share a place.
  let ranks: [Int32]
  /// Distinct scores.
  let rankCount: Int

  /// Scores and labels of all rows; without `runs` they are one run.
  ///
  /// - Throws: `countsDiffer`, `scoreIsNaN`.
  public init(scores: [Float], labels: [Bool], runs: [Range<Int>]? = nil) throws(EvaluationError) {
    try requirePairs(scores: scores, labels: labels)
    let order = scores.indices.sorted { scores[$0] > scores[$1] }
    var ranks = [Int32](repeating: 0, count: scores.count)
    var rank: Int32 = 0
    for (place, row) in order.enumerated() {
      if place > 0, scores[row] < scores[order[place - 1]] { rank += 1 }
      ranks[row] = rank
    }
    self.init(
      scores: scores, labels: labels, runs: runs ?? (scores.isEmpty ? [] : [scores.indices]), ranks: ranks,
      rankCount: scores.isEmpty ? 0 : Int(rank) + 1)
  }

  /// Rows whose ranks are known, as those drawn from other rows.
  init(scores: [Float], labels: [Bool], runs: [Range<Int>], ranks: [Int32], rankCount: Int) {
    precondition(
      runs.reduce(0) { $1.lowerBound == $0 && !$1.isEmpty ? $1.upperBound : -1 } == scores.count, "whole runs")
    self.scores = scores
    self.labels = labels
    self.runs = runs
    self.ranks = ranks
    self.rankCount = rankCount
    events = rangesOfTrue(labels, in: runs)
  }

  /// Rows with a label that says anomalous.
  public var anomalousCount: Int { events.reduce(0) { $0 + $1.count } }

  /// Decisions about these rows: alarm where the score is strictly above `threshold`, as on the device.
  public func alarms(above threshold: Float) -> LabelledAlarms {
    LabelledAlarms(alarms: scores.map { $0 > threshold }, labels: labels, runs: runs)
  }
}

/// The maximal ranges of true in `marks` that stay inside one of `runs`, in order.
package func rangesOfTrue(_ marks: [Bool], in runs: [Range<Int>]) -> [Range<Int>] {
  var ranges: [Range<Int>] = []
  marks.withUnsafeBufferPointer { marks in
    for run in runs {
      var row = run.lowerBound
      while row < run.upperBound {
        guard marks[row] else {
          row += 1
          continue
        }
        let start = row
        while row < run.upperBound, marks[row] { row += 1 }
        ranges.append(start..<row)
      }
    }
  }
  return ranges
}
