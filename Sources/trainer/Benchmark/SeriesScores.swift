import AnomalyData
import AnomalyEvaluation
import AnomalyFormat

/// The measured rows of a series that have a score, whatever made it.
struct SeriesRows: Sendable {
  /// Places in the test frame, ascending.
  let rows: [Int]
  /// One a row.
  let labels: [Bool]
  /// Rows that follow each other.
  let runs: [Range<Int>]
  /// Tolerance of the volume under the surface: the period of the first column.
  let buffer: Int
  /// Rows of the whole test frame, and the events in it.
  let frameRows: Int
  let events: [Range<Int>]

  init(_ series: BenchmarkSeries, scored: [Int]) {
    rows = scored
    labels = scored.map { series.labels[$0] }
    if series.isRowSamples {
      runs = scored.indices.map { $0..<$0 + 1 }
      buffer = 0
    } else {
      var start = 0
      runs = series.test.runs.compactMap { run in
        let first = start
        while start < scored.count, scored[start] < run.upperBound { start += 1 }
        return first < start ? first..<start : nil
      }
      let values = series.test.values
      buffer = BufferLength.of(stride(from: 0, to: values.count, by: series.test.columnCount).map { values[$0] })
    }
    frameRows = series.test.rowCount
    events = LabelledAlarms(alarms: series.labels, labels: series.labels, runs: series.test.runs).events
  }
}

/// What one detector made of one series.
struct SeriesScores: Sendable {
  let rows: SeriesRows
  /// One a row of `rows`, larger is more anomalous.
  let scores: [Float]
  /// One a row: whether the detector would alarm.
  let alarms: [Bool]
  /// Rows behind an alarm in which only a higher score is another one.
  var quietRows = 0
  /// For rows with labelled causes what every column contributed, and the causes.
  var causes: [(contributions: [Float], causes: Set<Int>)] = []

  /// Scores of which the highest `count` alarm; of equal ones the first.
  init(rows: SeriesRows, scores: [Float], alarmCount count: Int) {
    var alarms = [Bool](repeating: false, count: scores.count)
    let order = scores.indices.sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
    for index in order.prefix(count) { alarms[index] = true }
    self.init(rows: rows, scores: scores, alarms: alarms)
  }

  init(rows: SeriesRows, scores: [Float], alarms: [Bool]) {
    self.rows = rows
    self.scores = scores
    self.alarms = alarms
  }

  /// The share of distinct values among the scores: a detector that has collapsed gives few.
  var distinctShare: Double { scores.isEmpty ? 0 : Double(Set(scores).count) / Double(scores.count) }

  /// As the Numenta benchmark wants them: one score a row of the series, −∞ where there is none.
  var recording: NABScore.Recording { recording(scores) }

  /// The same with 1 for an alarm.
  var alarmRecording: NABScore.Recording { recording(alarms.map { $0 ? 1 : 0 }) }

  private func recording(_ scores: [Float]) -> NABScore.Recording {
    var all = [Float](repeating: -.infinity, count: rows.frameRows)
    // The rows so far whose scores no later one reached, highest first: who stands in front is the highest of all.
    var highest: [(row: Int, score: Float)] = []
    for (row, score) in zip(rows.rows, scores) {
      if let first = highest.first, first.row < row - quietRows { highest.removeFirst() }
      if quietRows == 0 || highest.allSatisfy({ $0.score < score }) { all[row] = score }
      while let last = highest.last, last.score <= score { highest.removeLast() }
      highest.append((row, score))
    }
    return NABScore.Recording(scores: all, windows: rows.events)
  }
}
