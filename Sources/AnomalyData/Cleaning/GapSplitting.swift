extension Frame {
  /// The same rows in runs that also end where time stands still for longer than `limit`, or steps back. Rows
  /// without a time belong to the run around them.
  consuming func split(atStepsOver limit: TimeSpan?, instants: [Int64]) -> Frame {
    var runs: [Range<Int>] = []
    for run in self.runs {
      var start = run.lowerBound
      var last: Int64?
      for row in run where instants[row] != TimeColumn.missing {
        let time = instants[row]
        if let last, time < last || (limit.map { time - last > $0.nanoseconds } ?? false) {
          runs.append(start..<row)
          start = row
        }
        last = time
      }
      runs.append(start..<run.upperBound)
    }
    let (names, units, labels, time) = (columnNames, units, labels, time)
    return Frame(
      values: intoValues(), columnNames: names, units: units, runs: runs, labels: labels, time: time)
  }
}
