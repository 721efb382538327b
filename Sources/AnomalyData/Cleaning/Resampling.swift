/// A fixed rate for samples that come at any times.
public struct Resampling: Sendable, Equatable {
  /// What a new row holds.
  public enum Method: String, Sendable, CaseIterable {
    /// The mean of the samples from its time until the next row's.
    case mean
    /// The latest sample at or before its time.
    case last
    /// What lies on the straight line between the samples before and after its time.
    case linear
  }

  /// The time from row to row.
  public let period: TimeSpan
  /// What a row holds.
  public let method: Method

  /// A row every `period`.
  public init(period: TimeSpan, method: Method = .mean) {
    self.period = period
    self.method = method
  }

  /// Reads `PERIOD` or `PERIOD:METHOD`, as in `500ms:linear`; `mean` where no method is named.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2, let period = TimeSpan(parts[0]),
      let method = parts.count == 2 ? Method(rawValue: parts[1]) : .mean
    else { return nil }
    self.init(period: period, method: method)
  }

  /// As one would type it.
  public var text: String { "\(period.text.filter { $0 != " " }):\(method.rawValue)" }

  /// The most samples that are made: 1 GiB.
  static let sampleLimit = 1 << 28
}

extension Frame {
  /// Rows at equal distances in time. Each run begins at the time of its first row and ends at that of its last; times
  /// must not fall inside a run. A row is labelled where one of the rows that came since the row before it was. Rows
  /// without a time are left out. Throws `DataError.tooManyRows`.
  func resampled(_ resampling: Resampling, instants: [Int64]) throws(DataError) -> Frame {
    let period = resampling.period.nanoseconds
    var values: [Float] = []
    var runs: [Range<Int>] = []
    var recordings: [Int] = []
    var labels: [UInt8]? = self.labels.map { _ in [] }
    var times: [Int64] = []
    let rowLimit = Resampling.sampleLimit / columnCount
    for (run, recording) in zip(self.runs, self.recordings) {
      let rows = run.filter { instants[$0] != TimeColumn.missing }
      guard let first = rows.first, let last = rows.last else { continue }
      let count = Int((instants[last] - instants[first]) / period) + 1
      guard times.count + count <= rowLimit else {
        throw .tooManyRows(rows: times.count + count, limit: rowLimit, period: resampling.period.text)
      }
      let start = times.count
      // Rows before `next` lie at or before the time of the new row, those before `seen` before that of the last.
      var seen = 0
      var next = 0
      for step in 0..<count {
        let time = instants[first] + Int64(step) * period
        times.append(time)
        let until = resampling.method == .mean ? time + (period - 1) : time
        seen = next
        while next < rows.count, instants[rows[next]] <= until { next += 1 }
        switch resampling.method {
        case .mean: appendMean(of: rows[seen..<next], to: &values)
        case .last: appendRow(rows[next - 1], to: &values)
        case .linear:
          let before = rows[next - 1]
          let after = next < rows.count && instants[before] < time ? rows[next] : before
          appendLine(from: before, to: after, at: time, instants, to: &values)
        }
        if let given = self.labels {
          let span = seen < next ? rows[seen..<next] : rows[max(0, next - 1)..<next]
          labels?.append(span.contains { given[$0] != 0 } ? 1 : 0)
        }
      }
      runs.append(start..<times.count)
      recordings.append(recording)
    }
    return Frame(
      values: values, columnNames: columnNames, units: units, runs: runs, recordings: recordings, labels: labels,
      time: time.map { $0.with(times) })
  }

  private func appendRow(_ row: Int, to values: inout [Float]) {
    values.append(contentsOf: self.values[row * columnCount..<(row + 1) * columnCount])
  }

  private func appendMean(of rows: ArraySlice<Int>, to values: inout [Float]) {
    for column in 0..<columnCount {
      var sum = 0.0
      var count = 0
      for row in rows where !self[row, column].isNaN {
        sum += Double(self[row, column])
        count += 1
      }
      values.append(count == 0 ? .nan : Float(sum / Double(count)))
    }
  }

  private func appendLine(
    from before: Int, to after: Int, at time: Int64, _ instants: [Int64], to values: inout [Float]
  ) {
    let length = Double(instants[after] - instants[before])
    let share = length > 0 ? Double(time - instants[before]) / length : 0
    for column in 0..<columnCount {
      let (first, last) = (self[before, column], self[after, column])
      values.append(share == 0 ? first : Float(Double(first) + (Double(last) - Double(first)) * share))
    }
  }
}
