import AnomalyData

/// Water quality of the GECCO challenge of 2018, with missing samples: of the first 40 % of each file the rows without an
/// event are learnt, the rest of the file is scored.
struct GECCOProtocol: BenchmarkProtocol {
  let folder = "gecco"
  let summary = "the rows without an event in the first 40 % of each file are learnt, the rest is scored"
  let figures = [
    BenchmarkFigure(.vusPR, .mean), BenchmarkFigure(.vusROC, .mean), BenchmarkFigure(.prAUC, .mean),
    BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.f1, .mean), BenchmarkFigure(.falseAlarmRate, .mean),
  ]

  func detector(isMultivariate: Bool) -> DetectorRecipe { .gecco }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".csv")
    if files.isEmpty { throw BenchmarkError.noSeries(folder: folder.path, expected: "tables with a column event") }
    return files.map { name in
      SeriesSource(name: BenchmarkFolder.stem(name)) {
        var options = ReadOptions()
        options.label = "event"
        options.exclude = try Frame.readings(of: folder.file(name), options: options).filter { $0 == "idx" }
        let frame = try Frame(reading: [folder.file(name)], options: options)
        let marks = frame.marks
        let cut = frame.rowCount * 2 / 5
        let events = LabelledRows.ranges(marks.prefix(cut).map { !$0 })
        return BenchmarkSeries(training: frame.rows(events), test: frame, labels: marks, from: cut)
      }
    }
  }
}

/// Stretches of rows.
enum LabelledRows {
  /// The maximal ranges of true, in order.
  static func ranges(_ marks: [Bool]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (row, mark) in marks.enumerated() where mark {
      if let last = ranges.last, last.upperBound == row {
        ranges[ranges.count - 1] = last.lowerBound..<row + 1
      } else {
        ranges.append(row..<row + 1)
      }
    }
    return ranges
  }
}
