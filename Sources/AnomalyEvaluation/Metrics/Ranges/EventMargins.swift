/// Events widened by a tolerance that grows, and what lies in the margins, counted by threshold.
struct EventMargins {
  /// At each threshold the sum of degrees of the unlabelled rows that reach it but none before.
  private(set) var degrees: [Double]
  /// At each threshold the groups of touching widened events whose highest row reaches it but none before.
  private(set) var groups: [Int]
  /// Groups of touching widened events.
  private(set) var groupCount = 0

  private struct Event {
    let rows: Range<Int>
    let run: Range<Int>
    /// The first threshold that a row of the widened event reaches.
    var level: UInt8
  }

  private var events: [Event]
  private let labels: [Bool]
  private let rowLevels: [UInt8]
  private var reach = 0
  /// Degree of each row; 0 between two calls.
  private var degreeOfRow: [Double]

  /// Events of `data`, whose rows reach thresholds from `levels` on; not widened yet.
  init(_ data: LabelledScores, levels: [UInt8]) {
    labels = data.labels
    rowLevels = levels
    degrees = [Double](repeating: 0, count: VolumeUnderSurface.levels)
    groups = [Int](repeating: 0, count: VolumeUnderSurface.levels)
    degreeOfRow = [Double](repeating: 0, count: data.labels.count)
    var run = data.runs.startIndex
    events = data.events.map { rows in
      while data.runs[run].upperBound < rows.upperBound { run += 1 }
      return Event(rows: rows, run: data.runs[run], level: levels[rows].min()!)
    }
    group()
  }

  /// Widens the events to `tolerance`; at most one more than the last one.
  mutating func widen(to tolerance: Int) {
    if tolerance / 2 > reach {
      reach = tolerance / 2
      for index in events.indices {
        let event = events[index]
        let (left, right) = (event.rows.lowerBound - reach, event.rows.upperBound - 1 + reach)
        if left >= event.run.lowerBound { events[index].level = min(events[index].level, rowLevels[left]) }
        if right < event.run.upperBound { events[index].level = min(events[index].level, rowLevels[right]) }
      }
      group()
    }
    sumDegrees(tolerance)
  }

  private mutating func group() {
    for level in groups.indices { groups[level] = 0 }
    groupCount = 0
    var level = events[0].level
    for index in events.indices.dropFirst() {
      let (last, next) = (events[index - 1], events[index])
      let touches =
        last.run == next.run && last.rows.upperBound - 1 + reach >= next.rows.lowerBound - reach
      if touches {
        level = min(level, next.level)
      } else {
        groups[Int(level)] += 1
        groupCount += 1
        level = next.level
      }
    }
    groups[Int(level)] += 1
    groupCount += 1
  }

  private mutating func sumDegrees(_ tolerance: Int) {
    for level in degrees.indices { degrees[level] = 0 }
    guard reach > 0 else { return }
    let weights = (0...reach).map { (1 - Double($0) / Double(tolerance)).squareRoot() }
    for event in events {
      for (row, distance) in margins(event) { degreeOfRow[row] += weights[distance] }
    }
    for event in events {
      for (row, _) in margins(event) {
        if !labels[row] { degrees[Int(rowLevels[row])] += min(degreeOfRow[row], 1) }
        degreeOfRow[row] = 0
      }
    }
  }

  /// The rows beside an event, with their distance from it.
  private func margins(_ event: Event) -> some Sequence<(row: Int, distance: Int)> {
    let (first, last) = (event.rows.lowerBound, event.rows.upperBound - 1)
    let left = max(first - reach, event.run.lowerBound)..<first
    let right = last + 1..<min(last + reach + 1, event.run.upperBound)
    return (0..<left.count + right.count).lazy.map { place in
      let row = place < left.count ? left.lowerBound + place : right.lowerBound + place - left.count
      return (row, row < first ? first - row : row - last)
    }
  }
}
