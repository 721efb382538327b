import Foundation
import Testing

@testable import trainer

/// Where outputs go, and what is left when they cannot.
@Suite struct OutputTests {
  let files: SampleFiles

  init() throws { files = try SampleFiles() }

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: files.folder.path).sorted()
  }

  @Test func outputsThatCannotBeWritten() throws {
    try FileManager.default.createDirectory(atPath: files.folder.file("folder.svg"), withIntermediateDirectories: true)
    try TrainerProcess.run(["score", files.blob, files.test, "-o", files.folder.file("s.csv")]).expectDone()
    let before = try names()
    let folder = files.folder.file("folder.svg")
    for (output, reason) in [
      (files.folder.file("none/x.svg"), "no such file or directory"), (folder, "is a directory"),
    ] {
      for words in [
        ["train", files.normal], ["export", files.model, "-q"],
        ["score", files.blob, files.test], ["synth", "--rows", "9"],
        ["picture", files.test, files.folder.file("s.csv")],
      ] {
        try TrainerProcess.run(words + ["-o", output])
          .expectSentence(73, "cannot write \(output): \(reason); name a file in a folder that exists")
      }
    }
    for words in [["train", files.normal, "-q", "--epochs", "1"], ["score", files.blob, files.test]] {
      try TrainerProcess.run(words + ["-o", "/dev/full"])
        .expectSentence(73, "cannot write /dev/full: no space left on device")
    }
    #expect(try names() == before)
  }

  @Test func aFullStandardOutputIsAnError() throws {
    for line in [
      "inspect pump.blob", "evaluate pump.blob test.csv", "score pump.blob test.csv", "synth -o -",
      "export pump.anomaly -o x.blob", "--help",
    ] {
      let run = try TrainerProcess.shell("exec trainer \(line) > /dev/full", in: files.folder)
      run.expectSentence(73, "cannot write standard output: no space left on device")
    }
  }

  /// A reader that goes away ends the writer by the signal, as is the custom, or with a sentence where that is ignored.
  @Test func aClosedPipe() throws {
    let write = "trainer synth -o - --rows 3000"
    let quiet = try TrainerProcess.shell("{ \(write); echo $? >&2; } | true", in: files.folder)
    #expect(quiet.error == "141\n")
    let told = try TrainerProcess.shell("{ trap '' PIPE; \(write); echo $? >&2; } | true", in: files.folder)
    #expect(
      told.error
        == "trainer: cannot write standard output: broken pipe; send it to a file or a program that takes it\n73\n")
  }

  @Test func anInputIsNeverReplaced() throws {
    let before = try files.bytes("pump.anomaly")
    let roundabout = files.folder.path + "/./pump.anomaly"
    for words in [
      ["export", files.model, "-o", roundabout], ["train", files.normal, "-o", files.normal],
      ["export", files.model, "-o", files.blob, "--emit-c", files.blob],
      ["score", files.blob, files.test, "-o", files.blob],
    ] {
      try TrainerProcess.run(words)
        .expectSentence(64, "is an input or another output of this command and would be lost")
    }
    #expect(try files.bytes("pump.anomaly") == before)
  }

  /// The size limit of the shell kills the writer in the middle of its bytes: the old file stays whole. What may be
  /// left is the temporary file, and it does not stand in the way of the next writer.
  @Test func killedInTheMiddleOfAWrite() throws {
    let old = try files.folder.text("normal.csv")
    let before = try names()
    let write = "exec trainer synth -o normal.csv --rows 3000"
    let killed = try TrainerProcess.shell("ulimit -c 0; ulimit -f 8; \(write)", in: files.folder)
    #expect(killed.code == 128 + SIGXFSZ, "\(killed.error)")
    #expect(try files.folder.text("normal.csv") == old)
    let left = try names().filter { !before.contains($0) }
    #expect(left.count == 1 && left.allSatisfy { $0.hasPrefix(".normal.csv.") && $0.hasSuffix(".tmp") })

    try TrainerProcess.shell("trap '' XFSZ; ulimit -f 8; \(write)", in: files.folder)
      .expectSentence(73, "cannot write normal.csv: file too large")
    #expect(try files.folder.text("normal.csv") == old)
    #expect(try names().count == before.count + 1)
    try TrainerProcess.shell(write, in: files.folder).expectDone()
    #expect(try files.folder.text("normal.csv").count { $0 == "\n" } == 3001)
  }

  /// Killed at any moment, the file is the old one or the new one.
  @Test func killedAtAnyMoment() async throws {
    func words(_ seed: Int, _ name: String) -> [String] {
      ["synth", "--rows", "2000", "--seed", "\(seed)", "-o", files.folder.file(name)]
    }
    let start = ContinuousClock.now
    try TrainerProcess.run(words(1, "1.csv")).expectDone()
    let whole = start.duration(to: .now)
    try TrainerProcess.run(words(2, "2.csv")).expectDone()
    let contents = [try files.bytes("1.csv"), try files.bytes("2.csv")]
    try files.write(contents[0], to: "x.csv")
    for step in 1...10 {
      try await TrainerProcess.kill(words(step % 2 + 1, "x.csv"), after: whole * step / 9)
      let found = try files.bytes("x.csv")
      #expect(contents.contains(found))
    }
  }
}
