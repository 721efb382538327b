/// What is done with missing samples after reading.
public enum MissingPolicy: Sendable, Equatable {
  /// They stay, as the runtime takes them: windows that miss a sample are not trained on.
  case keep
  /// Rows that miss a sample are left out; a run ends where one was.
  case drop
  /// The last sample of the column is repeated, for at most `limit` rows; nil: for all.
  case forward(limit: Int?)
  /// A straight line from the last sample to the next, over at most `limit` rows; a longer gap stays whole.
  case linear(limit: Int?)

  /// Reads `keep`, `drop`, `forward`, `linear`, the last two with `:LIMIT` or without.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let limit = parts.count == 2 ? Int(parts[1]) : nil
    guard parts.count == 1 || (parts.count == 2 && limit.map { $0 > 0 } == true) else { return nil }
    switch parts[0] {
    case "keep" where parts.count == 1: self = .keep
    case "drop" where parts.count == 1: self = .drop
    case "forward": self = .forward(limit: limit)
    case "linear": self = .linear(limit: limit)
    default: return nil
    }
  }

  /// As one would type it.
  public var text: String {
    switch self {
    case .keep: "keep"
    case .drop: "drop"
    case .forward(let limit): "forward" + (limit.map { ":\($0)" } ?? "")
    case .linear(let limit): "linear" + (limit.map { ":\($0)" } ?? "")
    }
  }
}

extension Frame {
  /// The frame after `policy`; nothing is filled across the border of a run.
  consuming func treated(by policy: MissingPolicy) -> Frame {
    guard policy != .keep, values.contains(where: \.isNaN) else { return self }
    switch policy {
    case .keep: return self
    case .drop: return withoutIncompleteRows()
    case .forward(let limit):
      return filled { series in
        var last = Float.nan
        var held = 0
        for index in series.indices {
          if !series[index].isNaN {
            last = series[index]
            held = 0
          } else if held < limit ?? Int.max {
            series[index] = last
            held += 1
          }
        }
      }
    case .linear(let limit):
      return filled { series in
        var before: Int?
        for index in series.indices where !series[index].isNaN {
          if let before, index - before > 1, index - before - 1 <= limit ?? Int.max {
            let (first, last) = (Double(series[before]), Double(series[index]))
            for between in before + 1..<index {
              let share = Double(between - before) / Double(index - before)
              series[between] = Float(first + (last - first) * share)
            }
          }
          before = index
        }
      }
    }
  }

  private consuming func filled(_ fill: (inout [Float]) -> Void) -> Frame {
    let (names, units, labels, time, width) = (columnNames, units, labels, time, columnCount)
    let (runs, recordings) = (runs, recordings)
    var values = intoValues()
    for run in runs {
      for column in 0..<width {
        var series = run.map { values[$0 * width + column] }
        guard series.contains(where: \.isNaN) else { continue }
        fill(&series)
        for (row, value) in zip(run, series) { values[row * width + column] = value }
      }
    }
    return Frame(
      values: values, columnNames: names, units: units, runs: runs, recordings: recordings, labels: labels, time: time)
  }

  private func withoutIncompleteRows() -> Frame {
    var kept: [Int] = []
    var runs: [Range<Int>] = []
    var recordings: [Int] = []
    for (run, recording) in zip(self.runs, self.recordings) {
      var start = kept.count
      func endRun() {
        guard start < kept.count else { return }
        runs.append(start..<kept.count)
        recordings.append(recording)
      }
      for row in run {
        if values[row * columnCount..<(row + 1) * columnCount].contains(where: \.isNaN) {
          endRun()
          start = kept.count
        } else {
          kept.append(row)
        }
      }
      endRun()
    }
    return Frame(
      values: kept.flatMap { values[$0 * columnCount..<($0 + 1) * columnCount] }, columnNames: columnNames,
      units: units, runs: runs, recordings: recordings, labels: labels.map { labels in kept.map { labels[$0] } },
      time: time.map { $0.rows(kept) })
  }
}
