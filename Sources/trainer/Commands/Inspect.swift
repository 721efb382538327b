import AnomalyData
import AnomalyExport
import AnomalyFormat
import AnomalyRuntime
import Foundation

/// `trainer inspect`: everything inside a blob.
struct Inspect: Command {
  static let summary = "Show what is inside a blob or a model file"
  static let examples = [
    Example("trainer inspect pump.blob", "columns, program, thresholds, sizes"),
    Example("trainer inspect pump.blob --json", "the same for programs"),
  ]

  @Positional("BLOB", help: "a blob, or a model file") var path: String
  @Flag("--json", help: "as JSON") var isJSON: Bool

  func run() throws {
    let file = try LoadedBlob(path: path)
    let contents = try BlobDescription(file)
    if isJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
      try AtomicFile.write(String(decoding: try encoder.encode(contents), as: UTF8.self) + "\n", to: "-")
    } else {
      try AtomicFile.write(contents.text, to: "-")
    }
  }
}
