import AnomalyData

/// Heartbeats of ECG5000, a beat a row: those of class 1 in the train file are learnt, all of the test files scored.
struct HeartbeatProtocol: BenchmarkProtocol {
  let folder = "ecg5000"
  let summary = "the beats of class 1 in the train file are learnt, those of each test file scored"
  let figures = [
    BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.prAUC, .mean), BenchmarkFigure(.f1, .mean),
    BenchmarkFigure(.falseAlarmRate, .mean),
  ]

  func detector(isMultivariate: Bool) -> DetectorRecipe { .heartbeats }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".csv")
    let training = files.filter { $0.uppercased().contains("_TRAIN") }
    let tests = files.filter { $0.uppercased().contains("_TEST") }
    if training.isEmpty || tests.isEmpty {
      throw BenchmarkError.noSeries(
        folder: folder.path, expected: "beats in files like ECG5000_TRAIN.csv and ECG5000_TEST.csv")
    }
    return tests.map { name in
      SeriesSource(name: BenchmarkFolder.stem(name)) {
        var normal = ReadOptions()
        normal.filter = RowFilter("class=1")
        normal.label = nil
        normal.keepsTime = false
        let learnt = try Frame(reading: training.map(folder.file(_:)), options: normal)
        var labelled = ReadOptions()
        labelled.label = "label"
        labelled.keepsTime = false
        let test = try Frame(reading: [folder.file(name)], options: labelled)
        return BenchmarkSeries(training: learnt, test: test, labels: test.marks, isRowSamples: true)
      }
    }
  }
}
