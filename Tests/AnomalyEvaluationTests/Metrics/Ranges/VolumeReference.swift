/// The volume under the surface from its definition, row by row, threshold by threshold.
struct VolumeReference {
  let scores: [Float]
  let labels: [Bool]
  let runs: [Range<Int>]

  func volume(buffer: Int) -> (roc: Double, pr: Double) {
    let areas = (0...buffer).map { self.areas(tolerance: $0) }
    let count = Double(areas.count)
    return (areas.reduce(0) { $0 + $1.roc } / count, areas.reduce(0) { $0 + $1.pr } / count)
  }

  private func areas(tolerance: Int) -> (roc: Double, pr: Double) {
    let degrees = labels.indices.map { degree($0, tolerance) }
    let groups = self.groups(tolerance / 2)
    let sorted = scores.sorted(by: >)
    let rows = Double(labels.count)
    let anomalous = Double(labels.count { $0 })
    var points = [(truePositiveRate: 0.0, falsePositiveRate: 0.0, precision: 1.0)]
    for index in 0..<250 {
      let place = index == 249 ? sorted.count - 1 : Int(Double(index) * (Double(sorted.count - 1) / 249))
      let alarms = scores.indices.filter { scores[$0] >= sorted[place] }
      let truth = alarms.reduce(0.0) { $0 + degrees[$1] }
      let mass = anomalous + alarms.reduce(0.0) { $0 + (labels[$1] ? 0 : degrees[$1]) } / 2
      let found = groups.count { group in alarms.contains { group.contains($0) } }
      points.append(
        (
          min(truth / mass, 1) * Double(found) / Double(groups.count), (Double(alarms.count) - truth) / (rows - mass),
          truth / Double(alarms.count)
        ))
    }
    let pr = zip(points, points.dropFirst()).reduce(0.0) {
      $0 + ($1.1.truePositiveRate - $1.0.truePositiveRate) * $1.1.precision
    }
    points.append((1, 1, 0))
    let roc = zip(points, points.dropFirst()).reduce(0.0) {
      $0 + ($1.1.falsePositiveRate - $1.0.falsePositiveRate) * ($1.1.truePositiveRate + $1.0.truePositiveRate) / 2
    }
    return (roc, pr)
  }

  private var events: [Range<Int>] {
    runs.flatMap { run in
      run.filter { labels[$0] && ($0 == run.lowerBound || !labels[$0 - 1]) }.map { start in
        start..<(run.first { $0 > start && !labels[$0] } ?? run.upperBound)
      }
    }
  }

  private func run(_ row: Int) -> Range<Int> { runs.first { $0.contains(row) }! }

  private func degree(_ row: Int, _ tolerance: Int) -> Double {
    if labels[row] { return 1 }
    let degrees = events.filter { run($0.lowerBound) == run(row) }.map { event -> Double in
      let distance = row < event.lowerBound ? event.lowerBound - row : row - event.upperBound + 1
      return distance <= tolerance / 2 ? (1 - Double(distance) / Double(tolerance)).squareRoot() : 0
    }
    return min(degrees.reduce(0, +), 1)
  }

  /// Widened events, those that share a row as one.
  private func groups(_ reach: Int) -> [Range<Int>] {
    var groups: [Range<Int>] = []
    for event in events {
      let run = self.run(event.lowerBound)
      let wide =
        max(event.lowerBound - reach, run.lowerBound)..<min(event.upperBound + reach, run.upperBound)
      if let last = groups.last, last.upperBound > wide.lowerBound {
        groups[groups.count - 1] = last.lowerBound..<wide.upperBound
      } else {
        groups.append(wide)
      }
    }
    return groups
  }
}
