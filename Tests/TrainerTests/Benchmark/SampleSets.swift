import Foundation
import Testing

@testable import trainer

/// A data folder with a miniature of every set, in the form of its origin: a noisy sine whose anomalies are steps.
struct SampleSets {
  let folder: TemporaryFolder
  /// The data folder.
  let path: String

  /// A data folder of its own.
  init() throws { self.init(in: try TemporaryFolder()) }

  /// The data folder `name` of another folder, or that folder itself.
  init(in folder: TemporaryFolder, called name: String? = nil) {
    self.folder = folder
    path = name.map(folder.file(_:)) ?? folder.path
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, and the folders that it lies in.
  func write(_ lines: [String], to name: String) throws {
    let path = file(name)
    let above = URL(fileURLWithPath: path).deletingLastPathComponent()
    try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
  }

  /// Readings of `columns` sensors, as text; rows of `anomaly` lie far off.
  static func readings(_ rows: Int, columns: Int, seed: Int, anomaly: Range<Int> = 0..<0) -> [String] {
    (0..<rows).map { row in
      (0..<columns).map { column in
        let noise = Double((row * 7919 + column * 104_729 + seed * 31) % 97) / 970
        let value = sin(Double(row) * .pi / 8 + Double(column)) + noise + (anomaly.contains(row) ? 3 : 0)
        return String(format: "%.4f", value)
      }.joined(separator: ",")
    }
  }

  /// 0 or 1 a row.
  static func labels(_ rows: Int, _ anomaly: Range<Int>) -> [String] {
    (0..<rows).map { anomaly.contains($0) ? "1" : "0" }
  }

  private static func joined(_ readings: [String], _ labels: [String]) -> [String] {
    zip(readings, labels).map { "\($0),\($1)" }
  }

  /// The set `set` with two series where it has series, and published figures.
  func make(_ set: BenchmarkSet) throws {
    switch set {
    case .skab: try skab()
    case .nab: try nab()
    case .smd: try smd()
    case .asd: try asd()
    case .ucr: try ucr()
    case .smapMSL: try telemetry()
    case .ecg5000: try heartbeats()
    case .gecco: try gecco()
    case .cwru: try bearings()
    case .tsbAD: try tsbAD()
    case .alarmRate: break
    }
  }

  private func skab() throws {
    for (seed, name) in ["valve1/0", "other/7"].enumerated() {
      let table = Self.joined(
        Self.readings(700, columns: 2, seed: seed, anomaly: 550..<600), Self.labels(700, 550..<600)
      ).map { $0 + ",0" }
      try write(
        ["a;b;anomaly;changepoint"] + table.map { $0.replacing(",", with: ";") }, to: "skab/\(name).csv")
    }
    try write(["a;b"] + Self.readings(500, columns: 2, seed: 9), to: "skab/anomaly-free/anomaly-free.csv")
    try write(
      ["algorithm,F1,FAR_percent,MAR_percent", "Conv-AE,0.7806,14.17,28.16"],
      to: "targets/skab_published_predictions.csv")
  }

  private func nab() throws {
    var windows: [String: [[String]]] = [:]
    for (seed, name) in ["realTraffic/speed.csv", "realAdExchange/cost.csv"].enumerated() {
      let readings = Self.readings(1200, columns: 1, seed: seed, anomaly: 900..<930)
      try write(
        ["timestamp,value"] + readings.enumerated().map { "\(Self.time($0)),\($1)" }, to: "nab/data/\(name)")
      windows[name] = [[Self.time(880) + ".000000", Self.time(940) + ".000000"]]
    }
    try write(
      [String(decoding: try JSONEncoder().encode(windows), as: UTF8.self)], to: "nab/labels/combined_windows.json")
    try write(
      ["detector,standard,reward_low_FP,reward_low_FN", "Numenta HTM,76.4,68.7,79.7"],
      to: "targets/nab_published_scores_on_this_part.csv")
  }

  /// A row every five minutes.
  private static func time(_ row: Int) -> String {
    let minutes = row * 5
    return String(format: "2024-01-%02d %02d:%02d:00", 1 + minutes / 1440, minutes / 60 % 24, minutes % 60)
  }

  private func smd() throws {
    for (seed, name) in ["machine-1-1", "machine-3-9"].enumerated() {
      try write(Self.readings(300, columns: 3, seed: seed), to: "smd/train/\(name).txt")
      try write(
        Self.readings(400, columns: 3, seed: seed + 5, anomaly: 200..<230), to: "smd/test/\(name).txt")
      try write(Self.labels(400, 200..<230), to: "smd/test_label/\(name).txt")
      try write(["200-229:1,2,3"], to: "smd/interpretation_label/\(name).txt")
    }
    try references()
  }

  private func asd() throws {
    for (seed, name) in ["omi-1", "omi-12"].enumerated() {
      try write(["m1,m2"] + Self.readings(300, columns: 2, seed: seed), to: "asd/\(name)_train.csv")
      try write(
        ["m1,m2,label"]
          + Self.joined(
            Self.readings(400, columns: 2, seed: seed + 5, anomaly: 200..<230), Self.labels(400, 200..<230)),
        to: "asd/\(name)_test.csv")
    }
    try write(["200-229:2"], to: "asd/interpretation_label/omi-1.txt")
    try references()
  }

  private func references() throws {
    try write(
      [
        "series,method,AUC-PR,AUC-ROC,VUS-PR,VUS-ROC", "smd/machine-1-1,random,.1,.5,.2,.5",
        "smd/machine-3-9,random,.3,.5,.4,.5", "smd/machine-9-9,random,.9,.9,.9,.9", "asd/omi-1,random,.1,.5,.1,.5",
      ], to: "targets/reference_baselines_smd_asd.csv")
  }

  private func ucr() throws {
    try write(
      Self.readings(600, columns: 1, seed: 1, anomaly: 450..<470),
      to: "ucr-anomaly/001_UCR_Anomaly_sine_300_451_470.txt")
    // As some files of the archive: all values on one line.
    try write(
      ["  " + Self.readings(600, columns: 1, seed: 2, anomaly: 400..<420).joined(separator: "  ")],
      to: "ucr-anomaly/204_UCR_Anomaly_line_300_401_420.txt")
    try write(["file,length"], to: "ucr-anomaly/index.csv")
  }

  private func telemetry() throws {
    for (seed, name) in ["P-1", "T-4"].enumerated() {
      try write(["telemetry,cmd1"] + Self.readings(300, columns: 2, seed: seed), to: "smap-msl/\(name)_train.csv")
      try write(
        ["telemetry,cmd1,label"]
          + Self.joined(
            Self.readings(400, columns: 2, seed: seed + 5, anomaly: 200..<230), Self.labels(400, 200..<230)),
        to: "smap-msl/\(name)_test.csv")
    }
    try write(["channel,spacecraft"], to: "smap-msl/labels.csv")
  }

  private func heartbeats() throws {
    let header = (0..<12).map { "t\($0)" }.joined(separator: ",")
    func beats(_ rows: Int, seed: Int, from other: Int) -> [String] {
      (0..<rows).map { row in
        (0..<12).map { step in
          let value =
            sin(Double(step) / 2) * (row < other ? 1 : step % 2 == 0 ? 4 : -4) + Double(
              (row * 31 + step * 7 + seed) % 13) / 130
          return String(format: "%.4f", value)
        }.joined(separator: ",")
      }
    }
    try write(
      ["class,\(header)"] + beats(80, seed: 1, from: 60).enumerated().map { "\($0 < 60 ? 1 : 2),\($1)" },
      to: "ecg5000/ECG5000_TRAIN.csv")
    try write(
      ["label,\(header)"] + beats(50, seed: 2, from: 30).enumerated().map { "\($0 < 30 ? 0 : 1),\($1)" },
      to: "ecg5000/ECG5000_TEST.csv")
  }

  private func gecco() throws {
    var rows = Self.joined(
      Self.readings(900, columns: 3, seed: 1, anomaly: 600..<640), Self.labels(900, 600..<640)
    ).enumerated().map { "\($0),\($1)" }
    rows[700] = "700,,,,0"
    try write(["idx,tp,cl,ph,event"] + rows, to: "gecco/water.csv")
  }

  private func bearings() throws {
    try write(["DE,FE"] + Self.readings(700, columns: 2, seed: 1), to: "cwru/normal_train.csv")
    try write(["DE,FE"] + Self.readings(200, columns: 2, seed: 2), to: "cwru/normal_test.csv")
    try write(["DE,FE"] + Self.readings(200, columns: 2, seed: 3, anomaly: 0..<200), to: "cwru/fault_IR_7.csv")
  }

  private func tsbAD() throws {
    for (name, columns) in [("TSB-AD-U/001_X_tr_300_1st_451.csv", 1), ("TSB-AD-M/002_Y_tr_300_1st_451.csv", 3)] {
      let header = (0..<columns).map { "x\($0)" }.joined(separator: ",") + ",Label"
      try write(
        [header]
          + Self.joined(
            Self.readings(600, columns: columns, seed: columns, anomaly: 450..<470), Self.labels(600, 450..<470)),
        to: "tsb-ad/\(name)")
    }
    try ucr()
    try write(
      [
        "our_file,tsb_ad_file,train_prefix,ts_len,unambiguous,Sub-PCA",
        "ucr-anomaly/001_UCR_Anomaly_sine_300_451_470.txt,a.csv,200,600,0,0.25",
        "ucr-anomaly/001_UCR_Anomaly_sine_300_451_470.txt,b.csv,200,600,0,0.75",
        "ucr-anomaly/999_UCR_Anomaly_absent_300_451_470.txt,c.csv,200,600,1,0.9",
      ], to: "targets/tsb_ad_u_vus_pr.csv")
  }
}

/// What `benchmark --json` writes, as tests look at it.
struct FoundBenchmark: Decodable, Equatable {
  struct Line: Decodable, Equatable {
    struct Spread: Decodable, Equatable {
      var mean: Double
      var least: Double
      var most: Double
    }
    var name: String
    var origin: String
    var group: String
    var series: Int?
    var precision: String?
    var figures: [String: Spread]
    var blobBytes: Int?
  }
  struct Series: Decodable, Equatable {
    var name: String
    var model: String
    var precision: String
    var seed: UInt64
    var window: Int
    var scored: Int
    var figures: [String: Double]
    var blobBytes: Int
  }
  var set: String
  var metrics: [String]
  var seeds: [UInt64]
  var lines: [Line]
  var series: [Series]
  var unpublished: String?

  /// Runs `trainer benchmark` to its end.
  static func run(_ set: BenchmarkSet, in sets: SampleSets, _ words: String...) throws -> FoundBenchmark {
    let short = ["--models", "linear", "--epochs", "2"]
    let ending = try TrainerProcess.run(
      ["benchmark", set.rawValue, "--data", sets.path, "--json", "--quiet"] + (words.contains("--models") ? [] : short)
        + words)
    ending.expectDone()
    return try JSONDecoder().decode(FoundBenchmark.self, from: ending.outputBytes)
  }
}
