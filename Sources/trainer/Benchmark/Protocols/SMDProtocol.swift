import AnomalyData
import AnomalyEvaluation

/// The Server Machine Dataset: the train file of each machine is learnt, its test file scored.
struct SMDProtocol: BenchmarkProtocol {
  let folder = "smd"
  let summary = "the train file of each machine is learnt, its test file scored; means over machines"
  let figures = BenchmarkFigure.ofMachines

  func detector(isMultivariate: Bool) -> DetectorRecipe { .smd }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let tests = folder.files(".txt", ".csv").filter { $0.hasPrefix("test/") }
    if tests.isEmpty {
      throw BenchmarkError.noSeries(folder: folder.path, expected: "machines like test/machine-1-1.txt")
    }
    return tests.map { name in
      let machine = String(BenchmarkFolder.stem(name).dropFirst("test/".count))
      return SeriesSource(name: machine) {
        guard let training = folder.table("train/\(machine)") else {
          throw BenchmarkError.noPartner(path: folder.file(name), expected: folder.file("train/\(machine).txt"))
        }
        let test = try Self.test(folder.file(name), machine, in: folder)
        return BenchmarkSeries(
          training: try Frame(reading: [training]), test: test, labels: test.marks,
          causes: try folder.causes("interpretation_label/\(machine).txt", columnCount: test.columnCount))
      }
    }
  }

  /// The test file of a machine with its labels.
  static func test(_ path: String, _ machine: String, in folder: BenchmarkFolder) throws -> Frame {
    guard let labels = folder.table("test_label/\(machine)") else {
      throw BenchmarkError.noPartner(path: path, expected: folder.file("test_label/\(machine).txt"))
    }
    var options = ReadOptions()
    options.labelFiles = [labels]
    return try Frame(reading: [path], options: options)
  }

  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] {
    try targets.machineMeans(of: series.map { "\(folder)/\($0)" })
  }
}

extension BenchmarkFigure {
  /// For sets of machines with many columns.
  static let ofMachines = [
    BenchmarkFigure(.vusPR, .mean), BenchmarkFigure(.vusROC, .mean), BenchmarkFigure(.prAUC, .mean),
    BenchmarkFigure(.rocAUC, .mean), BenchmarkFigure(.f1, .mean), BenchmarkFigure(.hitRate100, .mean),
    BenchmarkFigure(.ndcg100, .mean),
  ]
}

extension BenchmarkFolder {
  /// Labelled causes in a file that need not exist.
  func causes(_ name: String, columnCount: Int) throws -> CauseLabels? {
    try text(name).map { try CauseLabels($0, path: file(name), columnCount: columnCount) }
  }

  /// The reference methods' means over machines named `set/machine`.
  func machineMeans(of machines: [String]) throws -> [PublishedRow] {
    guard let table = try PublishedTable(self, "reference_baselines_smd_asd.csv") else { return [] }
    return try table.means(of: machines, series: "series", method: "method") { row in
      [
        .vusPR: try row.number("VUS-PR"), .vusROC: try row.number("VUS-ROC"), .prAUC: try row.number("AUC-PR"),
        .rocAUC: try row.number("AUC-ROC"),
      ]
    }
  }
}
