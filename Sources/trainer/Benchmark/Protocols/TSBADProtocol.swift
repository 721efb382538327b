import AnomalyData
import Foundation

/// The benchmark TSB-AD for detectors that learn from normal data: a file's training prefix is learnt, the whole series
/// scored.
///
/// Series are files of the benchmark's form (`NAME_tr_ROWS_1st_ROW.csv`, last column `Label`) in the folder of the set, and
/// what the tables of published figures name of the other sets' folders.
struct TSBADProtocol: BenchmarkProtocol {
  let folder = "tsb-ad"
  let summary = "the training prefix of each series is learnt, the whole series scored; means over series"
  let figures = [
    BenchmarkFigure(.vusPR, .mean), BenchmarkFigure(.vusROC, .mean), BenchmarkFigure(.prAUC, .mean),
    BenchmarkFigure(.rocAUC, .mean),
  ]
  let splitsByColumns = true

  func detector(isMultivariate: Bool) -> DetectorRecipe { isMultivariate ? .tsbADMany : .tsbADOne }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let own = try folder.files(".csv").map { name in
      let path = folder.file(name)
      let rows = try Self.prefix(path)
      return SeriesSource(name: "\(self.folder)/\(name)") { try Self.read(path, prefix: rows) }
    }
    let others = try TSBADTargets(beside: folder)?.sources ?? []
    if own.isEmpty && others.isEmpty {
      throw BenchmarkError.noSeries(folder: folder.path, expected: "files like 001_NAME_tr_4055_1st_15538.csv")
    }
    return own + others.filter { other in !own.contains { $0.name == other.name } }
  }

  /// Rows of the training prefix, from a file's name.
  ///
  /// - Errors: `BenchmarkError.badName`.
  static func prefix(_ path: String) throws(BenchmarkError) -> Int {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let words = BenchmarkFolder.stem(file).split(separator: "_")
    guard let mark = words.lastIndex(of: "tr"), mark + 1 < words.count, let rows = Int(words[mark + 1]), rows > 0 else {
      throw .badName(path: path, expected: "NAME_tr_ROWS_1st_ROW.csv")
    }
    return rows
  }

  static func read(_ path: String, prefix: Int, label: String = "Label") throws -> BenchmarkSeries {
    var options = ReadOptions()
    options.label = label
    let frame = try Frame(reading: [path], options: options)
    return try series(frame, frame.marks, prefix: prefix, path: path)
  }

  /// A whole series of which the first rows are learnt.
  static func series(_ frame: Frame, _ labels: [Bool], prefix: Int, path: String) throws -> BenchmarkSeries {
    guard prefix < frame.rowCount else {
      throw BenchmarkError.badSeries(
        path: path, reason: "expected more rows than the training prefix of \(prefix), found \(frame.rowCount)")
    }
    return BenchmarkSeries(training: frame.rows([0..<prefix]), test: frame, labels: labels)
  }

  func published(in targets: BenchmarkFolder, for series: [String]) throws -> [PublishedRow] {
    try TSBADTargets(targets).published(for: series)
  }
}
