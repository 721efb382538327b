import Foundation
import Testing

@testable import trainer

/// A training that is ended from outside and continued writes the file that it would have written.
@Suite struct ResumeTests {
  private let files: SampleFiles
  private var checkpoint: String { files.folder.file("c.ckpt") }

  init() throws { files = try SampleFiles(withModel: false) }

  private func words(_ output: String, epochs: Int = 12, _ more: [String] = []) -> [String] {
    [
      "train", files.normal, "-o", files.folder.file(output), "--window", "4", "--epochs", "\(epochs)", "--patience",
      "0", "-q",
    ] + more
  }

  private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: files.folder.file(name)) }

  /// Its last checkpoint is that of epoch 7 of 12, as if it had been ended behind it.
  @Test(arguments: [
    ["--model", "autoencoder", "--schedule", "cosine", "--trim", "0.05"],
    ["--model", "memory-autoencoder", "--slots", "8", "--threads", "2"], ["--model", "gan", "--hidden", "16,4"],
  ]) func aTrainingContinuesToTheSameBytes(_ model: [String]) throws {
    try TrainerProcess.run(words("whole", model)).expectDone()
    let begun = words("begun", model + ["--checkpoint", checkpoint, "--checkpoint-every", "7"])
    try TrainerProcess.run(begun).expectDone()
    let kept = try files.bytes("c.ckpt")
    try TrainerProcess.run(words("continued", model + ["--resume", checkpoint])).expectDone()
    // What it continued from was kept up to date.
    #expect(try files.bytes("c.ckpt") != kept)
    // And what is complete stays as it is.
    try TrainerProcess.run(words("again", model + ["--resume", checkpoint])).expectDone()
    for name in ["begun", "continued", "again"] { #expect(try files.bytes(name) == files.bytes("whole")) }
  }

  /// Nobody would live to see its last epoch.
  @Test func aKilledTrainingLeavesAWholeCheckpointAlone() async throws {
    let endless = words("m", epochs: 1_000_000)
    #expect(try await TrainerProcess.kill(endless + ["--checkpoint", checkpoint]) { exists("c.ckpt") })
    #expect(!exists("m"))
    var kept = try files.bytes("c.ckpt")
    for _ in 0..<3 {
      let wasRunning = try await TrainerProcess.kill(endless + ["--resume", checkpoint]) {
        try files.bytes("c.ckpt") != kept
      }
      #expect(wasRunning && !exists("m"))
      kept = try files.bytes("c.ckpt")
    }
  }

  @Test func theEpochIsToldOnceTheCheckpointIsAccepted() throws {
    try TrainerProcess.run(words("m", epochs: 2, ["--checkpoint", checkpoint])).expectDone()
    let loud = words("m", epochs: 2, ["--resume", checkpoint]).filter { $0 != "-q" }
    let accepted = try TrainerProcess.run(loud)
    accepted.expectDone()
    #expect(accepted.error.contains("continuing after epoch 2\n"))
    let refused = try TrainerProcess.run(loud + ["--learning-rate", "0.5"])
    #expect(refused.code == 65 && !refused.error.contains("continuing"))
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let short = words("m", epochs: 2)
    try TrainerProcess.run(short + ["--checkpoint", checkpoint, "--checkpoint-every", "2"]).expectDone()
    func refused(_ words: [String], _ fragment: String) throws {
      try TrainerProcess.run(words + ["--resume", checkpoint]).expectSentence(65, fragment)
    }
    try refused(words("m"), "a run with epochs 2, this one has 12; give the same options")
    try refused(short + ["--learning-rate", "0.5"], "a run with learning rate 0.001, this one has 0.5")
    try refused(short + ["--scaler", "minmax"], "a run with scaler standard, this one has minmax")
    try refused(short + ["--model", "vae"], "a run with model autoencoder, this one has vae")
    try refused(short + ["--hidden", "9"], "belongs to a run of another model; give the same model options")
    let other = try files.changed("normal.csv") { $0[7] = $0[8] }
    try refused(short.map { $0 == files.normal ? other : $0 }, "belongs to a run on other readings")
    try TrainerProcess.run(short + ["--resume", files.test]).expectSentence(65, "got a file of another kind")
    try TrainerProcess.run(short + ["--resume", files.folder.file("none")]).expectSentence(65, "no such file")
    try files.write(Array(files.bytes("c.ckpt").dropLast(9)), to: "c.ckpt")
    try refused(short, "the checkpoint is cut off or was changed; start anew without --resume")
  }
}
