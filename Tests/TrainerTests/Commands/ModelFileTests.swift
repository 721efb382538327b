import Foundation
import Testing

/// Layers of the user's own, from a graph file.
@Suite struct ModelFileTests {
  private let folder: TemporaryFolder

  /// Readings of 8 columns.
  init() throws {
    folder = try TemporaryFolder()
    let rows = (0..<240).map { row in (0..<8).map { "\((row + 1) * ($0 + 3) % 11)" }.joined(separator: ",") }
    try write((["a,b,c,d,e,f,g,h"] + rows).joined(separator: "\n") + "\n", to: "data.csv")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file(name)))
  }

  private func train(_ graph: String) throws -> TrainerProcess.Ending {
    try write(graph, to: "graph.json")
    return try TrainerProcess.run([
      "train", folder.file("data.csv"), "-o", folder.file("m"), "--model-file", folder.file("graph.json"), "--window",
      "16", "--epochs", "2", "-q",
    ])
  }

  /// The graphs of the page about them.
  private static func examples() throws -> [String] {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/AnomalyModels/AnomalyModels.docc/Models/OwnLayers-page.md")
    return try String(contentsOf: page, encoding: .utf8).components(separatedBy: "```json\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
  }

  @Test func everyExampleOfTheDocumentationIsTrainedAndExported() throws {
    let examples = try Self.examples()
    #expect(examples.count >= 2)
    for example in examples {
      try train(example).expectDone()
      try TrainerProcess.run(["export", folder.file("m"), "-o", folder.file("b"), "-q"]).expectDone()
      try TrainerProcess.run(["score", folder.file("b"), folder.file("data.csv")]).expectDone()
    }
  }

  /// What goes wrong, and where in the file.
  @Test func aFaultInTheFileIsNamed() throws {
    for (graph, fragment) in [
      (#"{}"#, #"the file lacks "layers""#),
      (#"{"layers": [{"layer": "dense"}]}"#, #"layers[0] lacks "units""#),
      (#"{"layers": [{"layer": "noise", "amount": 1}]}"#, #"layers[0] lacks "kind""#),
      (#"{"layers": [{"layer": "dense", "units": "many"}]}"#, "layers[0].units should be of type Int"),
      (#"{"target": [3, 3], "layers": []}"#, "target: expected two rising numbers, got [3, 3]"),
      (#"{"target": [3], "layers": []}"#, "target: expected two rising numbers, got [3]"),
      (#"{"input": {"steps": 4, "channels": 3}, "layers": []}"#, "expects windows of 4×3 values"),
      (#"{"layers": []}"#, "a graph needs at least one layer"),
      (#"{"layers": [{"layer": "dense", "units": 127}]}"#, "127"),
    ] {
      let ending = try train(graph)
      #expect(ending.code != 0 && ending.error.contains(fragment), "\(graph): \(ending.error)")
    }
  }
}
