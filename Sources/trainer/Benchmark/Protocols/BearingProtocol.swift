import AnomalyData

/// Vibration of bearings of Case Western Reserve University, a condition a file: the normal train file is learnt, the other
/// normal files and those with a fault are scored, together.
struct BearingProtocol: BenchmarkProtocol {
  let folder = "cwru"
  let summary = "normal_train is learnt; the other normal files and all with a fault are scored, each of one condition"
  let figures = [
    BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.prAUC, .mean), BenchmarkFigure(.fileAUC, .mean),
    BenchmarkFigure(.f1, .mean), BenchmarkFigure(.falseAlarmRate, .mean), BenchmarkFigure(.missedAlarmRate, .mean),
  ]

  func detector(isMultivariate: Bool) -> DetectorRecipe { .bearings }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".csv")
    let training = files.filter { $0.hasPrefix("normal_train") }
    let sound = files.filter { $0.hasPrefix("normal") && !$0.hasPrefix("normal_train") }
    let faulty = files.filter { $0.hasPrefix("fault") }
    if training.isEmpty || sound.isEmpty || faulty.isEmpty {
      throw BenchmarkError.noSeries(
        folder: folder.path, expected: "conditions like normal_train.csv, normal_test.csv and fault_IR_7.csv")
    }
    return [
      SeriesSource(name: "bearings") {
        let learnt = try Frame(reading: training.map(folder.file(_:)))
        var options = ReadOptions()
        options.columns = learnt.columnNames
        let tests = try (sound + faulty).map { try Frame(reading: [folder.file($0)], options: options) }
        let labels = zip(tests, sound.map { _ in false } + faulty.map { _ in true }).flatMap { frame, isFaulty in
          [Bool](repeating: isFaulty, count: frame.rowCount)
        }
        return BenchmarkSeries(training: learnt, test: Frame(joining: tests), labels: labels)
      }
    ]
  }
}
