import AnomalyData
import AnomalyNN

/// The windows of the highest scores, to be left out of a second fit.
struct Trimming {
  /// Their positions.
  let dropped: RisingIndices
  let record: TrainingRecord.Trim

  /// The `share` · n highest, rounded, of `scores`, the later of equal ones first, at least one window kept; a score that is no
  /// number counts as the highest. Nil where none is to be dropped.
  init?(share: Float, of scores: [Float]) {
    let count = min(Int((Double(share) * Double(scores.count)).rounded()), scores.count - 1)
    guard count > 0 else { return nil }
    let keys = scores.map { $0.isNaN ? Float.infinity : $0 }
    let worst = (0..<UInt32(scores.count)).sorted { (keys[Int($0)], $0) > (keys[Int($1)], $1) }.prefix(count)
    dropped = RisingIndices(worst.sorted().lazy.map { Int($0) })
    record = TrainingRecord.Trim(
      dropped: count, windows: scores.count, leastScore: worst.last.map { keys[Int($0)] } ?? 0)
  }
}

extension WindowSource {
  /// All windows but those at `positions`.
  func without(_ positions: RisingIndices) -> WindowSource {
    var rest = positions.makeIterator()
    var next = rest.next()
    var kept = RisingIndices()
    for (position, start) in starts.enumerated() {
      if position == next { next = rest.next() } else { kept.append(start) }
    }
    return WindowSource(values: values, starts: kept, length: length)
  }
}
