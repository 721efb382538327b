import AnomalyData

/// Telemetry of the spacecraft SMAP and MSL: the train file of each channel is learnt, its test file scored.
struct TelemetryProtocol: BenchmarkProtocol {
  let folder = "smap-msl"
  let summary = "the train file of each channel is learnt, its test file scored; means over channels"
  let figures = [
    BenchmarkFigure(.vusPR, .mean), BenchmarkFigure(.vusROC, .mean), BenchmarkFigure(.prAUC, .mean),
    BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.f1, .mean),
  ]

  func detector(isMultivariate: Bool) -> DetectorRecipe { .telemetry }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let tests = folder.files(".csv").filter { BenchmarkFolder.stem($0).hasSuffix("_test") }
    if tests.isEmpty {
      throw BenchmarkError.noSeries(folder: folder.path, expected: "channels like P-1_test.csv")
    }
    return tests.map { name in
      let channel = String(BenchmarkFolder.stem(name).dropLast("_test".count))
      return SeriesSource(name: channel) {
        let (training, test) = try folder.trainAndTest(channel, test: name, label: "label")
        return BenchmarkSeries(training: training, test: test, labels: test.marks)
      }
    }
  }
}
