import AnomalyData

/// Intervals of metrics from rows that depend on their neighbours: blocks of consecutive rows are drawn with replacement
/// (moving-block bootstrap, Künsch 1989; circular, Politis and Romano 1992), and the metric is taken anew each time.
///
/// The interval covers what another recording of the same kind might give, as far as the blocks of this one can tell: with few
/// events it is wide, and with one event it says little. Drawn with the same seed and block length, detectors are compared
/// on the same resampled recordings.
public struct BlockBootstrap: Equatable, Sendable {
  /// Rows in a block.
  public let blockLength: Int
  /// Recordings drawn.
  public let replicates: Int
  /// Of the places of blocks.
  public let seed: UInt64

  /// Blocks of a given length.
  public init(blockLength: Int, replicates: Int = 200, seed: UInt64) {
    precondition(blockLength > 0 && replicates > 0, "blocks of rows, drawn more than once")
    self.blockLength = blockLength
    self.replicates = replicates
    self.seed = seed
  }

  /// Blocks as long as the longest event or as √rows, whichever is more, but at most a tenth of the rows, so that blocks
  /// differ.
  public init(for data: LabelledScores, replicates: Int = 200, seed: UInt64) {
    let rows = data.labels.count
    let longest = data.events.map(\.count).max() ?? 0
    let length = min(max(longest, Int(Double(rows).squareRoot())), rows / 10)
    self.init(blockLength: max(length, 1), replicates: replicates, seed: seed)
  }

  /// Metrics of the rows as they are drawn: for each of `metrics` the range from the 2.5 % to the 97.5 % quantile of its
  /// values; nil where fewer than half of the recordings drawn have a value.
  ///
  /// - Parameters:
  ///   - data: scores and labels.
  ///   - alarms: a decision a row, drawn along.
  ///   - metrics: as many values each time, nil where a recording has none, for want of anomalies for example.
  public func intervals(
    _ data: LabelledScores, alarms: [Bool], metrics: (LabelledScores, LabelledAlarms) -> [Double?]
  ) -> [ClosedRange<Double>?] {
    precondition(alarms.count == data.labels.count, "one decision a label")
    guard !alarms.isEmpty else { return [] }
    var values: [[Double]] = []
    var source = RandomSource(seed: seed)
    for _ in 0..<replicates {
      let (drawn, decisions) = draw(data, alarms, &source)
      for (index, value) in metrics(drawn, decisions).enumerated() {
        if index == values.count { values.append([]) }
        if let value { values[index].append(value) }
      }
    }
    return values.map { values in
      guard 2 * values.count >= replicates else { return nil }
      let sorted = values.sorted()
      return sorted.ascendingQuantile(0.025)...sorted.ascendingQuantile(0.975)
    }
  }

  /// As many rows as there are, block after block. Each block is a run, or several where it crosses into another run.
  private func draw(
    _ data: LabelledScores, _ alarms: [Bool], _ source: inout RandomSource
  ) -> (LabelledScores, LabelledAlarms) {
    let rows = data.labels.count
    var scores: [Float] = []
    var labels: [Bool] = []
    var ranks: [Int32] = []
    var decisions: [Bool] = []
    var runs: [Range<Int>] = []
    scores.reserveCapacity(rows)
    labels.reserveCapacity(rows)
    ranks.reserveCapacity(rows)
    decisions.reserveCapacity(rows)
    while labels.count < rows {
      var place = Int(source.next() % UInt64(rows))
      var left = min(blockLength, rows - labels.count)
      var run = data.runs.partitioningIndex { $0.upperBound > place }
      while left > 0 {
        let piece = place..<min(place + left, data.runs[run].upperBound)
        runs.append(labels.count..<labels.count + piece.count)
        scores += data.scores[piece]
        labels += data.labels[piece]
        ranks += data.ranks[piece]
        decisions += alarms[piece]
        left -= piece.count
        run = (run + 1) % data.runs.count
        place = data.runs[run].lowerBound
      }
    }
    return (
      LabelledScores(scores: scores, labels: labels, runs: runs, ranks: ranks, rankCount: data.rankCount),
      LabelledAlarms(alarms: decisions, labels: labels, runs: runs)
    )
  }
}

extension Array {
  /// The first index whose element satisfies a condition that holds for all behind it.
  func partitioningIndex(_ holds: (Element) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
