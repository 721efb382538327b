extension Frame {
  /// The same rows in runs that also end where time stands still for longer than `limit`, or steps back. Rows
  /// without a time belong to the run around them.
  consuming func split(atStepsOver limit: TimeSpan?, instants: [Int64]) -> Frame {
    var runs: [Range<Int>] = []
    var recordings: [Int] = []
    for (run, recording) in zip(self.runs, self.recordings) {
      var start = run.lowerBound
      var last: Int64?
      for row in run where instants[row] != TimeColumn.missing {
        let time = instants[row]
        if let last, time < last || (limit.map { time - last > $0.nanoseconds } ?? false) {
          runs.append(start..<row)
          recordings.append(recording)
          start = row
        }
        last = time
      }
      runs.append(start..<run.upperBound)
      recordings.append(recording)
    }
    let (names, units, labels, time) = (columnNames, units, labels, time)
    return Frame(
      values: intoValues(), columnNames: names, units: units, runs: runs, recordings: recordings, labels: labels,
      time: time)
  }
}
