import Foundation

/// The table that turns a score into a p-value on the device: up to 64 pairs of score and p.
///
/// With n calibration scores c the conformal p-value of a score s is p(s) = (1 + #{c ≥ s}) / (n + 1) (Vovk, Gammerman and
/// Shafer 2005): the chance that a normal row scores at least s. It is a falling staircase from 1 at the smallest
/// calibration score to 1/(n+1) above the largest. The table holds its exact value at chosen calibration scores and, as
/// last pair, just above the largest one; between two pairs it is read by linear interpolation.
public struct ScoreQuantiles: Equatable, Sendable {
  /// The most pairs that a table holds.
  public static var capacity: Int { 64 }

  /// Strictly increasing, finite; 2 to 64 of them.
  public let scores: [Float]
  /// One a score, strictly decreasing from 1 to 1/(n+1).
  public let pValues: [Float]

  /// Builds the table from finite calibration scores of normal rows, in any order.
  ///
  /// Where there are more than 63 distinct scores, those kept are evenly spaced in log p: every score of the far tail,
  /// fewer and fewer towards the bulk.
  /// - Throws: `noScores`, `scoreIsNaN`, `scoreIsInfinite`.
  public init(calibration: [Float]) throws(EvaluationError) {
    let sorted = try sortedCalibration(calibration)
    let count = Double(sorted.count + 1)

    var stairs: [(score: Float, p: Double)] = []
    for (rank, score) in sorted.enumerated() where rank == 0 || sorted[rank - 1] < score {
      stairs.append((score, Double(1 + sorted.count - rank) / count))
    }
    stairs.append((Self.justAbove(sorted[sorted.count - 1]), 1 / count))

    var scores: [Float] = []
    var pValues: [Float] = []
    for index in Self.selection(stairs.map(\.p)) {
      let p = Float(stairs[index].p)
      guard pValues.isEmpty || p < pValues[pValues.count - 1] else { continue }
      scores.append(stairs[index].score)
      pValues.append(p)
    }
    self.scores = scores
    self.pValues = pValues
  }

  /// The p-value of `score`, in Float and in this order: p0 + (p1 − p0) · ((s − s0) / (s1 − s0)), with (s0, p0) the last
  /// pair whose score is ≤ s and (s1, p1) the next one; never below p1.
  ///
  /// At or below the first score it is 1, at or above the last it is the last p; NaN gives NaN.
  public func pValue(_ score: Float) -> Float {
    if score.isNaN { return .nan }
    let last = scores.count - 1
    if score <= scores[0] { return pValues[0] }
    if score >= scores[last] { return pValues[last] }
    var low = 0
    var high = last
    while high - low > 1 {
      let middle = (low + high) / 2
      if scores[middle] <= score { low = middle } else { high = middle }
    }
    let share = (score - scores[low]) / (scores[high] - scores[low])
    return max(pValues[low] + (pValues[high] - pValues[low]) * share, pValues[high])
  }

  /// The next Float, but never closer than 2⁻¹⁰⁰: the difference stays a normal number on units that flush subnormals.
  private static func justAbove(_ score: Float) -> Float { max(score.nextUp, score + 0x1p-100) }

  /// Indices of the stairs to keep, ascending, first and last among them, at most `capacity`: for the largest number of
  /// targets evenly spaced in log p whose nearest stairs still fit.
  private static func selection(_ p: [Double]) -> [Int] {
    guard p.count > capacity else { return Array(p.indices) }
    let logs = p.map { log($0) }
    var best: [Int] = []
    for targets in capacity... {
      let indices = spacedEvenly(logs, targets: targets)
      if indices.count > capacity { return best }
      best = indices
    }
    return best
  }

  /// For each of `targets` values evenly spaced from first to last of the falling `logs`, the first entry not above it.
  private static func spacedEvenly(_ logs: [Double], targets: Int) -> [Int] {
    let lowest = logs[logs.count - 1]
    var indices = [0]
    for target in 1..<targets {
      let wanted = lowest * Double(target) / Double(targets - 1)
      var index = indices[indices.count - 1]
      while index < logs.count - 1, logs[index] > wanted + 1e-12 { index += 1 }
      if index != indices[indices.count - 1] { indices.append(index) }
    }
    return indices
  }
}
