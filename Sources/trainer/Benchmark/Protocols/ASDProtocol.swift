import AnomalyData
import AnomalyEvaluation

/// The Application Server Dataset: the train file of each server is learnt, its test file scored.
struct ASDProtocol: BenchmarkProtocol {
  let folder = "asd"
  let summary = "the train file of each server is learnt, its test file scored; means over servers"
  let figures = BenchmarkFigure.ofMachines

  func detector(isMultivariate: Bool) -> DetectorRecipe { .asd }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let tests = folder.files(".csv").filter { BenchmarkFolder.stem($0).hasSuffix("_test") }
    if tests.isEmpty {
      throw BenchmarkError.noSeries(folder: folder.path, expected: "servers like omi-1_test.csv")
    }
    return tests.map { name in
      let server = String(BenchmarkFolder.stem(name).dropLast("_test".count))
      return SeriesSource(name: server) {
        let (training, test) = try folder.trainAndTest(server, test: name, label: "label")
        return BenchmarkSeries(
          training: training, test: test, labels: test.marks,
          causes: try folder.causes("interpretation_label/\(server).txt", columnCount: test.columnCount))
      }
    }
  }

  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] {
    try targets.machineMeans(of: series.map { "\(folder)/\($0)" })
  }
}

extension BenchmarkFolder {
  /// `NAME_train` and `NAME_test`, the latter with a label column; the columns of the former.
  func trainAndTest(_ name: String, test: String, label: String) throws -> (training: Frame, test: Frame) {
    guard let training = table("\(name)_train") else {
      throw BenchmarkError.noPartner(path: file(test), expected: file("\(name)_train.csv"))
    }
    let learnt = try Frame(reading: [training])
    var options = ReadOptions()
    options.label = label
    options.columns = learnt.columnNames
    return (learnt, try Frame(reading: [file(test)], options: options))
  }
}
