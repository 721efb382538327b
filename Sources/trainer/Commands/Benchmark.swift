import AnomalyData
import AnomalyExport
import AnomalyModels
import Foundation

/// `trainer benchmark`: known protocols on recordings that are on disk.
struct Benchmark: Command {
  static let summary = "Measure detectors by known protocols on public sets, beside published figures"
  static let examples = [
    Example("trainer benchmark ucr --data data", "the detector of the set's family on every file of data/ucr-anomaly"),
    Example("trainer benchmark smd --data data --models linear,gan --seeds 2", "other models, means over two seeds"),
    Example(
      "trainer benchmark skab --data data --quantize int8,none --json -o skab.json",
      "int8 beside float, everything as JSON"),
    Example(
      "trainer benchmark alarm-rate --models linear --seeds 3",
      "whether thresholds keep the rate of false alarms that they were asked for"),
  ]

  @Positional("SET", help: "which set of recordings; alarm-rate generates its own") var set: BenchmarkSet
  @Option(
    "--data", value: "FOLDER",
    help: "the folder with the sets' folders; $ANOMALY_DATA when not given, and without that ../shared/data")
  var data: String?
  @Option("--models", "-m", value: "LIST", help: "models with their defaults; the family's detector when not given")
  var models: [ModelKind] = []
  @Option("--quantize", value: "LIST", help: "how the blobs store weights; none is fp32")
  var precisions = [Precision.int8]
  @Option("--epochs", in: 0...1_000_000, help: "the most passes of a training; the family's choice when not given")
  var epochs: Int?
  @Option("--seed", help: "the first seed") var seed: UInt64 = 1
  @Option("--seeds", value: "N", in: 1...100, help: "seeds, one after the other") var seeds = 1
  @Option("--threads", in: 1...256, help: "threads; no figure but times depends on them; all cores when not given")
  var threads: Int?
  @Flag("--no-baselines", help: "without detectors that need no training") var isAlone: Bool
  @Flag("--json", help: "all of it as JSON") var isJSON: Bool
  @Option("--output", "-o", value: "FILE", help: "where to write") var output = "-"
  @Flag("--quiet", "-q", help: "no progress") var isQuiet: Bool

  func run() throws {
    try AtomicFile.probe(output)
    guard let rules = set.rules else { return try alarmRate() }
    let data = self.data ?? ProcessInfo.processInfo.environment["ANOMALY_DATA"] ?? "../shared/data"
    let sources = try rules.series(in: BenchmarkFolder(of: rules.folder, in: data))
    let meter = BenchmarkMeter(isQuiet: isQuiet)
    let run = BenchmarkRun(
      rules: rules, sources: sources, models: models.isEmpty ? [nil] : models, epochs: epochs, precisions: precisions,
      seeds: allSeeds,
      threads: threadCount, withBaselines: !isAlone, progress: meter.show)
    meter.begin("benchmark", total: run.steps)
    let (lines, series) = try run.results()
    meter.finish()
    var report = BenchmarkReport(
      set: set.rawValue, rule: rules.summary, metrics: rules.figures.map(\.metric), seeds: allSeeds, lines: lines,
      series: series)
    let published = try publishedLines(rules, sources.map(\.name), data)
    report.lines += published.lines
    report.unpublished = published.reason
    try write(report) { BenchmarkText(report: $0).text }
  }

  private func alarmRate() throws {
    if data != nil { throw CommandLineError.conflict("alarm-rate generates its recordings, so --data cannot be given") }
    let meter = BenchmarkMeter(isQuiet: isQuiet)
    var benchmark = AlarmRateBenchmark(
      models: models.isEmpty ? AlarmRateBenchmark.models : models, seeds: allSeeds, threads: threadCount,
      progress: meter.show)
    benchmark.precision = precisions[0]
    if let epochs { benchmark.training.epochs = epochs }
    meter.begin("benchmark", total: benchmark.steps)
    let report = try benchmark.report()
    meter.finish()
    try write(report) { AlarmRateText(report: $0).text }
  }

  private var allSeeds: [UInt64] { (0..<UInt64(seeds)).map { seed &+ $0 } }

  private var threadCount: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  private func publishedLines(
    _ rules: any BenchmarkProtocol, _ series: [String], _ data: String
  ) throws -> (lines: [BenchmarkReport.Line], reason: String?) {
    guard let targets = BenchmarkFolder.targets(for: data) else {
      return ([], "there is no folder targets in \(data) or beside it")
    }
    let lines = try rules.published(in: targets, for: series).map { row in
      BenchmarkReport.Line(
        name: row.method, origin: .published, group: row.group,
        figures: row.figures.mapValues { BenchmarkReport.Spread($0) })
    }
    return (lines, lines.isEmpty ? "\(targets.path) holds no table of these series for this protocol" : nil)
  }

  private func write<Report: Encodable>(_ report: Report, text: (Report) -> String) throws {
    guard isJSON else { return try AtomicFile.write(text(report), to: output) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    try AtomicFile.write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n", to: output)
  }
}
