import AnomalyData
import AnomalyEvaluation

/// One series of a set: what is learnt and what is scored.
struct BenchmarkSeries: Sendable {
  /// Normal rows; every run is a recording of its own.
  var training: Frame
  /// What is scored, from the first row on, so that windows may look back beyond `counted`.
  var test: Frame
  /// One a row of `test`.
  var labels: [Bool]
  /// The rows of `test` that are measured.
  var counted: Range<Int>
  /// Whether each row is a window of one variable.
  var isRowSamples = false
  /// Columns that caused each anomaly, where that is labelled.
  var causes: CauseLabels?

  /// A series whose rows are measured from `first` on.
  init(
    training: Frame, test: Frame, labels: [Bool], from first: Int = 0, isRowSamples: Bool = false,
    causes: CauseLabels? = nil
  ) {
    self.training = training
    self.test = test
    self.labels = labels
    counted = min(first, test.rowCount)..<test.rowCount
    self.isRowSamples = isRowSamples
    self.causes = causes
  }
}

extension Frame {
  /// The samples of some rows, in ascending order and disjoint, without labels and times; rows that do not follow each
  /// other are runs of their own.
  func rows(_ kept: [Range<Int>]) -> Frame {
    var values: [Float] = []
    var pieces: [Range<Int>] = []
    for range in kept {
      for run in runs where run.overlaps(range) && !range.isEmpty {
        let piece = run.clamped(to: range)
        let start = values.count / columnCount
        values += self.values[piece.lowerBound * columnCount..<piece.upperBound * columnCount]
        pieces.append(start..<start + piece.count)
      }
    }
    return Frame(values: values, columnNames: columnNames, units: units, runs: pieces)
  }

  /// One frame of several with the same columns, each one run or more.
  init(joining frames: [Frame]) {
    var values: [Float] = []
    var runs: [Range<Int>] = []
    var rows = 0
    for frame in frames {
      values += frame.values
      runs += frame.runs.map { $0.lowerBound + rows..<$0.upperBound + rows }
      rows += frame.rowCount
    }
    self.init(values: values, columnNames: frames[0].columnNames, units: frames[0].units, runs: runs)
  }
}
