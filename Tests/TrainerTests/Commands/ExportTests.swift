import AnomalyExport
import Foundation
import Testing

@testable import trainer

@Suite struct ExportTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  @Test func readingsOfMillionsExportWithoutAScaler() throws {
    let large = files.folder.file("large.csv")
    let rows = (0..<240).map { "\(390_000 * sin(Double($0) / 3)),\($0 % 2)" }
    try Data(("position,flag\n" + rows.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: large))
    let (model, blob) = (files.folder.file("large.anomaly"), files.folder.file("large.blob"))
    try TrainerProcess.run(
      ["train", large, "--model", "ridge", "--scaler", "none", "--window", "4", "--quiet", "-o", model]
    ).expectDone()
    for precision in ["int8", "fp16", "none"] {
      try TrainerProcess.run(["export", model, "--quantize", precision, "--quiet", "-o", blob]).expectDone()
    }
  }

  @Test(arguments: Precision.allCases) func everyPrecisionScoresLikeTheModel(precision: Precision) throws {
    let blob = files.folder.file("other.blob")
    let export = try TrainerProcess.run(["export", files.model, "-o", blob, "--quantize", precision.rawValue])
    export.expectDone()
    #expect(export.error.isEmpty)
    #expect(export.output.hasPrefix("blob ") && export.output.contains("bytes of session state"))
    #expect(export.output.contains("same alarms as float") == (precision != .none))

    func scores(_ path: String) throws -> [Float] {
      column("score", of: try TrainerProcess.run(["score", path, files.test]).output).compactMap(Float.init)
    }
    let float = try scores(files.model)
    let exported = try scores(blob)
    #expect(float.count == SampleFiles.rows - SampleFiles.window + 1 && exported.count == float.count)
    let tolerance: Float =
      switch precision {
      case .int8: 0.1
      case .fp16: 0.01
      case .none: 0
      }
    #expect(zip(float, exported).allSatisfy { abs($0 - $1) <= tolerance * max(1, $0) })
  }

  @Test func theHeaderCompilesAndHoldsTheBlob() throws {
    let header = files.folder.file("1 pump-model.h")
    try TrainerProcess.run(["export", files.model, "-o", files.blob, "--emit-c", header, "-q"]).expectDone()
    try files.folder.write(
      """
      #include <stdio.h>
      #include "1 pump-model.h"
      int main(void) {
        return fwrite(_1_pump_model_blob, 1, _1_PUMP_MODEL_BLOB_BYTES, stdout) == _1_PUMP_MODEL_BLOB_BYTES ? 0 : 1;
      }
      """, to: "main.c")
    let run = try TrainerProcess.shell("cc -std=c99 -Wall -Werror main.c -o main && ./main", in: files.folder)
    run.expectDone()
    #expect(Array(run.outputBytes) == (try files.bytes("pump.blob")))
  }

  @Test func convertersAreKept() throws {
    func offsets(_ converter: String...) throws -> [Float] {
      try TrainerProcess.run(["export", files.model, "-o", files.blob, "-q"] + converter).expectDone()
      let blob = try LoadedBlob(path: files.blob).blob
      return (0..<blob.columns).map { blob.column($0).converterOffset * blob.column($0).converterScale }
    }
    #expect(try offsets() == [0, 0, 0, 0, 0, 0])
    #expect(try offsets("--converter", "-0.5,40") == [-20, -20, -20, -20, -20, -20])
    #expect(try offsets("--converter", "1,1,1,2,1,3,1,4,1,5", "--converter", "2,3") == [1, 2, 3, 4, 5, 6])
    func failure(_ converter: String) throws -> TrainerProcess.Ending {
      try TrainerProcess.run(["export", files.model, "-o", files.blob, "--converter", converter])
    }
    try failure("1,2,3").expectSentence(64, "expects 2 numbers for all columns or 12 for 6 columns, got 3")
    try failure("0,2").expectSentence(64, "scales that are not 0, got 0,2")
  }

  @Test func standardOutputHoldsTheBlobAlone() throws {
    let export = try TrainerProcess.run(["export", files.model, "-o", "-"])
    export.expectDone()
    #expect(Array(export.outputBytes) == (try files.bytes("pump.blob")))
    #expect(export.error.contains("bytes of session state"))
  }

  @Test func onlyAWholeModelFileIsExported() throws {
    let output = files.folder.file("x.blob")
    try TrainerProcess.run(["export", files.blob, "-o", output])
      .expectSentence(65, "is a blob for devices and cannot be exported again")
    try TrainerProcess.run(["export", files.test, "-o", output])
      .expectSentence(65, "\(files.test) is neither a model file nor a blob")
    #expect(!FileManager.default.fileExists(atPath: output))
  }
}
