import AnomalyData
import Foundation

/// The UCR Anomaly Archive: each file holds one anomaly behind a part without any, which is learnt; the one place with the
/// highest score must lie near it. The name of a file tells where both are.
struct UCRProtocol: BenchmarkProtocol {
  let folder = "ucr-anomaly"
  let summary = "the part of each file that is free of anomalies is learnt, the rest is scored; its top score must hit"
  let figures = [
    BenchmarkFigure(.ucrHit, .sum), BenchmarkFigure(.vusPR, .mean), BenchmarkFigure(.vusROC, .mean),
    BenchmarkFigure(.rocAUC, .mean),
  ]

  func detector(isMultivariate: Bool) -> DetectorRecipe { .ucr }

  func series(in folder: BenchmarkFolder) throws -> [SeriesSource] {
    let files = folder.files(".txt")
    if files.isEmpty {
      throw BenchmarkError.noSeries(
        folder: folder.path, expected: "files like 001_UCR_Anomaly_NAME_35000_52000_52620.txt")
    }
    return try files.map { name in
      let places = try UCRName(folder.file(name))
      return SeriesSource(name: BenchmarkFolder.stem(name)) {
        let frame = try Self.read(folder.file(name))
        return BenchmarkSeries(
          training: frame.rows([0..<places.trainingRows]), test: frame, labels: try places.labels(rows: frame.rowCount),
          from: places.trainingRows)
      }
    }
  }

  /// One value a line; some files of the archive have all of them on one line.
  static func read(_ path: String) throws -> Frame {
    var options = ReadOptions()
    options.header = .absent
    options.keepsTime = false
    let frame = try Frame(reading: [path], options: options)
    return frame.rowCount == 1 ? Frame(values: frame.values, columnNames: ["c0"]) : frame
  }
}

/// What the name of a file of the archive says: `NNN_UCR_Anomaly_NAME_TRAIN_START_END.txt`, rows from 1, both ends included.
struct UCRName: Equatable {
  let path: String
  let trainingRows: Int
  let anomaly: ClosedRange<Int>

  /// - Errors: `BenchmarkError.badName`.
  init(_ path: String) throws(BenchmarkError) {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let numbers = BenchmarkFolder.stem(file).split(separator: "_").suffix(3).compactMap { Int($0) }
    guard numbers.count == 3, 0 < numbers[0], numbers[0] < numbers[1], numbers[1] <= numbers[2] else {
      throw .badName(path: path, expected: "NNN_UCR_Anomaly_NAME_TRAIN_START_END.txt with TRAIN < START <= END")
    }
    self.path = path
    trainingRows = numbers[0]
    anomaly = numbers[1]...numbers[2]
  }

  /// One a row.
  ///
  /// - Errors: `BenchmarkError.badSeries` where the file is shorter than its name says.
  func labels(rows: Int) throws(BenchmarkError) -> [Bool] {
    guard anomaly.upperBound <= rows else {
      throw .badSeries(
        path: path, reason: "its name tells of an anomaly up to row \(anomaly.upperBound), found \(rows) rows")
    }
    return (1...rows).map { anomaly.contains($0) }
  }
}
