import Foundation
import Testing

@testable import trainer

/// What the options of training do, told by the files they leave.
@Suite struct TrainingOptionTests {
  private let files: SampleFiles

  init() throws { files = try SampleFiles(withModel: false) }

  private func train(_ words: [String], to output: String = "m") throws -> TrainerProcess.Ending {
    try TrainerProcess.run(["train", files.normal, "-o", files.folder.file(output), "--window", "4"] + words)
  }

  /// The epochs of a curve file, by column.
  private func curve(_ words: [String]) throws -> [String: [String]] {
    try train(words + ["--curves", files.folder.file("c.csv"), "-q"]).expectDone()
    let text = try files.folder.text("c.csv")
    let names = ["epoch", "training_loss", "validation_loss", "learning_rate", "gradient_norm"]
    #expect(text.hasPrefix(names.joined(separator: ",") + "\n"))
    return Dictionary(uniqueKeysWithValues: names.map { ($0, column($0, of: text)) })
  }

  @Test(arguments: [
    ["--optimiser", "sgd", "--nesterov", "--learning-rate", "0.1"], ["--optimiser", "rmsprop"],
    ["--optimiser", "adamw", "--weight-decay", "0.1"], ["--loss", "mae"], ["--loss", "huber", "--huber-delta", "0.5"],
    ["--clip-norm", "0.1"], ["--clip-value", "0.01"], ["--warm-up", "2.5"],
    ["--loss", "bce", "--scaler", "minmax", "--output-activation", "sigmoid"],
  ]) func everyWayLearns(_ words: [String]) throws {
    let rate = words.firstIndex(of: "--learning-rate").map { words[$0 + 1] } ?? "0.01"
    let all = ["--epochs", "15", "--learning-rate", rate]
    var others = words
    if let place = words.firstIndex(of: "--learning-rate") { others.removeSubrange(place...place + 1) }
    let losses = try curve(others + all)["validation_loss"]?.compactMap(Double.init)
    let found = try #require(losses)
    // No prediction brings a cross-entropy below the entropy of the readings.
    let share = words.contains("bce") ? 0.75 : 0.25
    #expect(found.count == 15 && found[14] < share * found[0], "\(found)")
    #expect(try curve(all)["validation_loss"]?.compactMap(Double.init) != found)
  }

  @Test func schedulesShowInTheCurve() throws {
    func rates(_ words: [String]) throws -> [Double] {
      try curve(words + ["--epochs", "6", "--learning-rate", "0.5", "--optimiser", "adamw", "--clip-norm", "1e-6"])[
        "learning_rate"]?.compactMap(Double.init) ?? []
    }
    #expect(try rates([]) == [0.5, 0.5, 0.5, 0.5, 0.5, 0.5])
    let steps = try rates(["--schedule", "step", "--schedule-epochs", "2", "--schedule-factor", "0.5"])
    #expect(steps == [0.5, 0.5, 0.25, 0.25, 0.125, 0.125])
    let cosine = try rates(["--schedule", "cosine", "--warm-up", "2"])
    #expect(cosine[1] == 0.5 && cosine[0] < 0.5 && cosine[5] < 0.1 && cosine[3] > cosine[4])
  }

  @Test func curvesAreDrawn() throws {
    let (csv, svg) = (files.folder.file("c.csv"), files.folder.file("c.svg"))
    try train(["--epochs", "3", "-q", "--curves", "\(csv),\(svg)"]).expectDone()
    let text = try files.folder.text("c.svg")
    #expect(text.hasPrefix("<svg ") && text.contains("validation loss") && text.contains("weights of epoch 3"))
    // They change nothing in the model.
    try train(["--epochs", "3", "-q"], to: "plain").expectDone()
    #expect(try files.bytes("m") == files.bytes("plain"))
  }

  @Test func noEpochsGiveAnEmptyCurve() throws {
    #expect(try curve(["--epochs", "0", "--trim", "0.1", "--checkpoint", files.folder.file("k")])["epoch"] == [])
  }

  @Test func aLossThatIsNotFiniteHasItsExitCode() throws {
    let ending = try train(["--model", "linear", "--epochs", "9", "--learning-rate", "10", "--optimiser", "sgd", "-q"])
    ending.expectSentence(75, "the loss was no longer a finite number in epoch ")
    #expect(ending.error.contains("layer ") && ending.error.contains("; try a learning rate of 1.0"))
    try TrainerProcess.run(["score", files.folder.file("m"), files.test]).expectDone()
  }

  @Test func crossEntropyNeedsNumbersBetweenZeroAndOne() throws {
    try train(["--loss", "bce", "-q"]).expectSentence(
      64, "--loss bce needs readings between 0 and 1; add --scaler minmax")
    try train(["--loss", "bce", "--scaler", "minmax", "-q"]).expectSentence(64, "add --output-activation sigmoid")
  }

  @Test func contaminatedReadingsAreWarnedOfAndTrimmed() throws {
    let bad = try files.changed("normal.csv") { lines in
      for row in 60..<64 { lines[row] = lines[row].replacingField(2, by: "900").replacingField(3, by: "-700") }
    }
    let words = [
      "train", bad, "-o", files.folder.file("m"), "--window", "4", "--epochs", "30", "--learning-rate", "0.01",
    ]
    let plain = try TrainerProcess.run(words)
    plain.expectDone()
    #expect(plain.error.contains("warning: the training scores are heavy-tailed: "))
    #expect(plain.error.contains("outer fence of the adjusted boxplot"))
    // What it advises is enough.
    let advice = try #require(plain.error.firstMatch(of: /--trim (0\.[0-9]+)/))
    let trimmed = try TrainerProcess.run(words + ["--trim", String(advice.1)])
    trimmed.expectDone()
    #expect(!trimmed.error.contains("warning: ") && trimmed.error.contains("fitted to all but "))
  }

  @Test func theTerminalAloneHasABar() throws {
    let plain = try train(["--epochs", "3"])
    plain.expectDone()
    #expect(!plain.error.contains("\r") && !plain.error.contains("━") && plain.error.contains(" windows/s"))
    #expect(try train(["--epochs", "3", "-q"]).error.isEmpty)
  }

  @Test(arguments: [["--optimiser", "rmsprop", "--clip-norm", "0.1"], ["--trim", "0.1", "--loss", "mae"]])
  func threadsDoNotChangeTheBytes(_ words: [String]) throws {
    try train(words + ["--epochs", "4", "-q", "--threads", "1"], to: "one").expectDone()
    try train(words + ["--epochs", "4", "-q", "--threads", "2"], to: "two").expectDone()
    #expect(try files.bytes("one") == files.bytes("two"))
  }
}
