import Foundation
import Testing

@testable import trainer

/// Recordings of the synthetic pump and a small model of them, in a folder of their own.
struct SampleFiles {
  /// Rows in each recording.
  static let rows = 240
  /// Rows in a window of the model.
  static let window = 4

  let folder: TemporaryFolder
  /// 240 rows without faults.
  var normal: String { folder.file("normal.csv") }
  /// 240 rows with faults, labelled.
  var test: String { folder.file("test.csv") }
  /// A model file.
  var model: String { folder.file("pump.anomaly") }
  /// The model in int8.
  var blob: String { folder.file("pump.blob") }

  /// The recordings, and the model where wanted: copies of files that are made once, as every test would make the same.
  init(withModel: Bool = true) throws {
    folder = try TemporaryFolder()
    for (name, content) in try Self.made.get() where withModel || name.hasSuffix(".csv") {
      try content.write(to: URL(fileURLWithPath: folder.file(name)))
    }
  }

  private static let made = Result { try make() }

  /// Every file by its name.
  private static func make() throws -> [String: Data] {
    let folder = try TemporaryFolder()
    let size = ["--rows", "\(rows)", "--period", "5", "-o"]
    let (normal, model) = (folder.file("normal.csv"), folder.file("pump.anomaly"))
    for words in [
      ["synth", "--fault-share", "0"] + size + [normal],
      ["synth", "--seed", "2", "--fault-share", "0.2"] + size + [folder.file("test.csv")],
      training(normal, model),
      ["export", model, "-o", folder.file("pump.blob"), "-q"],
    ] {
      try TrainerProcess.run(words).expectDone()
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try Dictionary(
      uniqueKeysWithValues: names.map { ($0, try Data(contentsOf: URL(fileURLWithPath: folder.file($0)))) })
  }

  /// The words of a short training.
  static func training(_ data: String, _ output: String) -> [String] {
    ["train", data, "-o", output, "--epochs", "2", "--window", "\(window)", "--quiet"]
  }

  /// `test.csv` or another file of the folder after `change`, as a new file.
  func changed(_ name: String = "test.csv", _ change: (inout [String]) -> Void) throws -> String {
    var lines = try folder.text(name).split(separator: "\n").map(String.init)
    change(&lines)
    let path = folder.file("changed-\(UUID().uuidString).csv")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
  }
}

/// One column of comma-separated lines, the first one left out.
func column(_ name: String, of text: String) -> [String] {
  let lines = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
  guard let place = lines.first?.firstIndex(where: { $0 == name }) else { return [] }
  return lines.dropFirst().map { String($0[place]) }
}
