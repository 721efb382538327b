import Foundation
import Testing

@testable import trainer

/// A training that is killed and continued writes the file that it would have written.
@Suite struct ResumeTests {
  private let files: SampleFiles
  private var checkpoint: String { files.folder.file("c.ckpt") }

  init() throws { files = try SampleFiles(withModel: false) }

  private func words(_ output: String, _ more: [String] = []) -> [String] {
    [
      "train", files.normal, "-o", files.folder.file(output), "--window", "4", "--epochs", "600", "--patience", "0",
      "-q",
    ]
      + more
  }

  @Test(arguments: [
    ["--model", "autoencoder", "--schedule", "cosine", "--trim", "0.05"],
    ["--model", "memory-autoencoder", "--slots", "8", "--threads", "2"], ["--model", "gan", "--hidden", "16,4"],
  ]) func aKilledTrainingContinuesToTheSameBytes(_ model: [String]) async throws {
    try TrainerProcess.run(words("whole", model)).expectDone()
    let wasRunning = try await TrainerProcess.kill(words("killed", model + ["--checkpoint", checkpoint])) {
      FileManager.default.fileExists(atPath: checkpoint)
    }
    #expect(wasRunning && !FileManager.default.fileExists(atPath: files.folder.file("killed")))
    let kept = try files.bytes("c.ckpt")
    try TrainerProcess.run(words("killed", model + ["--resume", checkpoint])).expectDone()
    #expect(try files.bytes("killed") == files.bytes("whole"))
    // What it continued from was kept up to date.
    #expect(try files.bytes("c.ckpt") != kept)
    // And what is complete stays as it is.
    try TrainerProcess.run(words("again", model + ["--resume", checkpoint])).expectDone()
    #expect(try files.bytes("again") == files.bytes("whole"))
  }

  @Test func whatDoesNotFitIsRefused() throws {
    let short = words("m").map { $0 == "600" ? "2" : $0 }
    try TrainerProcess.run(short + ["--checkpoint", checkpoint, "--checkpoint-every", "2"]).expectDone()
    func refused(_ words: [String], _ fragment: String) throws {
      try TrainerProcess.run(words + ["--resume", checkpoint]).expectSentence(65, fragment)
    }
    try refused(words("m"), "a run with epochs 2, this one has 600; give the same options")
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
