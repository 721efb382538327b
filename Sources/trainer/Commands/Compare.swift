import AnomalyData
import AnomalyExport
import Foundation

/// `trainer compare`: several models on the same recordings.
struct Compare: Command {
  static let summary = "Put models or blobs side by side on the same recordings"
  static let examples = [
    Example("trainer compare pump.anomaly pump.blob test.csv", "a table: quality and cost"),
    Example("trainer compare pump.anomaly pump.blob test.csv -o compare.html", "a page with curves and scores too"),
    Example("trainer compare pump.anomaly pump.blob test.csv --json", "for programs"),
  ]

  @Positional("FILE", help: "at least two models or blobs, and recordings; told apart by what they hold")
  var files: [String]
  @Option("--output", "-o", value: "FILE.html", help: "a page to write") var output: String?
  @Flag("--png", help: "also a picture of the page beside it, by Chromium") var withPNG: Bool
  @Flag("--json", help: "the table as JSON") var isJSON: Bool
  @Option("--faulty", value: "FILES", help: "recordings that are anomalous as a whole; the others then need no labels")
  var faulty: [String] = []
  @Option(
    "--buffer", value: "ROWS", in: 0...1000, help: "tolerance of VUS; the period of the first column when not given")
  var buffer: Int?
  @Option("--seed", help: "seed of everything that is drawn") var seed: UInt64 = 1
  var table = TableArguments()

  func run() throws {
    let picture = withPNG ? output.map(PNGFile.path(beside:)) : nil
    try requireDistinctFiles(outputs: [output, picture], inputs: files + faulty + table.labels)
    if withPNG && (output == nil || output == "-") {
      throw CommandLineError.conflict("--png needs a page in a file, got none; add -o FILE.html")
    }
    if let output { try AtomicFile.probe(output) }
    if withPNG { try PNGFile.probe(.page) }
    let (blobs, data) = try toldApart()
    let models = try blobs.map { path, blob in
      let scoring = Scoring(blob: blob)
      let recordings = try LabelledRecordings(
        data, faulty: faulty, table, scoring, rows: .last, keepsContributions: false, requiresLabels: false)
      return ComparedModel(path: path, scoring: scoring, recordings: recordings)
    }
    let isLabelled = models.allSatisfy { $0.recordings.isLabelled && $0.recordings.labels.contains(true) }
    let tolerance = isLabelled ? try self.tolerance(models[0]) : nil
    let comparison = Comparison(
      rows: models[0].recordings.rowCount, buffer: tolerance,
      models: try models.map { try $0.entry(buffer: tolerance, seed: seed) })
    if let output {
      let page = ComparisonPage(comparison: comparison, models: models, seed: seed).page()
      try AtomicFile.write(page.html(), to: output)
      if let picture { try PNGFile.write(.page, of: output, to: picture) }
    }
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try AtomicFile.write(String(decoding: try encoder.encode(comparison), as: UTF8.self) + "\n", to: "-")
    } else if output != "-" {
      try AtomicFile.write(comparison.text, to: "-")
    }
  }

  private func tolerance(_ model: ComparedModel) throws -> Int {
    if let buffer { return buffer }
    let none = try NormalWindows([], table, model.scoring, path: model.path)
    return EvaluationRun(
      scoring: model.scoring, recordings: model.recordings, normal: none, rowScore: .last, buffer: nil, seed: seed
    ).period
  }

  /// Blobs, and the files that are none.
  private func toldApart() throws -> (blobs: [(path: String, blob: LoadedBlob)], data: [String]) {
    var blobs: [(String, LoadedBlob)] = []
    var data: [String] = []
    for path in files {
      do {
        blobs.append((path, try LoadedBlob(path: path)))
      } catch let error as BlobFileError where error.error == .blobMagic {
        data.append(path)
      } catch let error as DataError {
        guard Self.namesSeveral(path) else { throw error }
        data.append(path)
      }
    }
    if blobs.count < 2 {
      throw CommandLineError.conflict(
        "expected at least two models or blobs to compare, got \(blobs.count); give files that trainer train or export wrote"
      )
    }
    if data.isEmpty && faulty.isEmpty {
      throw CommandLineError.conflict("expected a recording to compare on, got models alone; add a table")
    }
    return (blobs, data)
  }

  /// Whether `path` is standard input, a pattern or a folder: tables, which are read later.
  private static func namesSeveral(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    return path == "-" || isFolder.boolValue || !exists && path.contains(where: { "*?[".contains($0) })
  }
}
