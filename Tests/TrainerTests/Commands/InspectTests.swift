import AnomalyExport
import Foundation
import Testing

@testable import trainer

@Suite struct InspectTests {
  private struct Contents: Decodable {
    struct Column: Decodable {
      var name: String
      var unit: String
      var center: Float
    }
    struct Part: Decodable {
      var name: String
      var offset: Int
      var bytes: Int
    }
    struct Operation: Decodable { var code: String }
    struct LongestPush: Decodable { var instructions: [String: Int] }
    var isModelFile: Bool
    var precision: String
    var blobBytes: Int
    var window: Int
    var warn: Float
    var alarm: Float
    var selfTest: String
    var columns: [Column]
    var sections: [Part]
    var program: [Operation]
    var longestPush: LongestPush?
    var provenance: [String]
  }

  private func contents(_ path: String) throws -> Contents {
    let run = try TrainerProcess.run(["inspect", path, "--json"])
    run.expectDone()
    return try JSONDecoder().decode(Contents.self, from: run.outputBytes)
  }

  @Test func theJSONSaysWhatIsInside() throws {
    let files = try SampleFiles()
    let blob = try contents(files.blob)
    #expect(!blob.isModelFile && blob.precision == "int8" && blob.selfTest == "passes")
    #expect(blob.blobBytes == (try files.bytes("pump.blob").count))
    #expect(blob.window == SampleFiles.window && blob.warn <= blob.alarm)
    #expect(blob.columns.map(\.name) == ["speed", "current", "vibration_rms", "pressure", "flow", "temperature"])
    #expect(blob.columns.map(\.unit) == ["rpm", "A", "mm/s", "bar", "l/min", "degC"])
    #expect(blob.sections.allSatisfy { $0.offset % 64 == 0 && $0.offset + $0.bytes <= blob.blobBytes })
    #expect(blob.provenance.contains("model: autoencoder") && blob.provenance.contains("option: epochs 2"))

    let model = try contents(files.model)
    #expect(model.isModelFile && model.precision == "fp32")
    #expect(model.columns.map(\.center) == blob.columns.map(\.center))
    #expect(model.program.count == blob.program.count)
    #expect(model.sections.contains { $0.name == "hostParameters" })
    let instructions = try #require(blob.longestPush).instructions
    #expect(Set(instructions.keys) == Set(ModelledProcessor.allCases.map(\.rawValue)))
    #expect(instructions.values.allSatisfy { $0 > blob.window * blob.columns.count })
    #expect(model.longestPush == nil)
  }

  @Test func theTextSaysTheSame() throws {
    let files = try SampleFiles()
    let blob = try contents(files.blob)
    let text = try TrainerProcess.run(["inspect", files.blob])
    text.expectDone()
    for fragment in [
      "\(blob.blobBytes)", "4 samples of 6 columns, every 1", "passes", "vibration_rms", "l/min",
      significant(blob.alarm), "int8 → residual", "model: autoencoder",
    ] {
      #expect(text.output.contains(fragment))
    }
  }

  @Test func aMemoryShowsItsPrototypes() throws {
    let files = try SampleFiles(withModel: false)
    let words = SampleFiles.training(files.normal, files.model) + ["--model", "memory-autoencoder", "--slots", "9"]
    try TrainerProcess.run(words).expectDone()
    let run = try TrainerProcess.run(["inspect", files.model])
    #expect(run.output.contains("prototypes") && run.output.contains("softmax of cosine"))
    // What tools/build-runtime --ops reads.
    let json = try TrainerProcess.run(["inspect", "--json", files.model]).output.filter { !$0.isWhitespace }
    #expect(json.contains("\"operation\":\"softmax\"") && json.contains("\"precision\":\"fp32\""))
  }
}
