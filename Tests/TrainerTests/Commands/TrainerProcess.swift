import Foundation
import Testing

/// The `trainer` beside the test binary, run as a user would.
enum TrainerProcess {
  /// How a process ended and what it said.
  struct Ending {
    /// The exit code, or 128 and the number of the signal that ended it.
    var code: Int32
    var outputBytes: Data
    var error: String

    var output: String { String(decoding: outputBytes, as: UTF8.self) }
  }

  private struct SpawnError: Error { let code: Int32 }

  /// The folder of the binaries.
  static var folder: String {
    get throws {
      let binary = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      return String(binary[..<(binary.lastIndex(of: "/") ?? binary.endIndex)])
    }
  }

  /// Runs `trainer` with `words` to its end.
  static func run(_ words: [String]) throws -> Ending {
    try run("\(folder)/trainer", words)
  }

  /// Runs a script of the POSIX shell in `directory`; it finds `trainer`.
  static func shell(_ script: String, in directory: TemporaryFolder) throws -> Ending {
    let preamble = "PATH=\"$1:$PATH\"; cd \"$2\" || exit 99\n"
    return try run("/bin/sh", ["-c", preamble + script, "sh", folder, directory.path])
  }

  /// Starts `trainer` and kills it after `delay`; returns when it is gone.
  static func kill(_ words: [String], after delay: Duration) async throws {
    let child = try spawn("\(folder)/trainer", words, output: "/dev/null", error: "/dev/null")
    try? await Task.sleep(for: delay)
    Foundation.kill(child, SIGKILL)
    var status: Int32 = 0
    waitpid(child, &status, 0)
  }

  /// Starts `trainer` and kills it as soon as `isTime`, or after a minute; returns whether it was still running.
  static func kill(_ words: [String], when isTime: () throws -> Bool) async throws -> Bool {
    let child = try spawn("\(folder)/trainer", words, output: "/dev/null", error: "/dev/null")
    for _ in 0..<6000 {
      if try isTime() { break }
      try? await Task.sleep(for: .milliseconds(10))
    }
    Foundation.kill(child, SIGKILL)
    var status: Int32 = 0
    waitpid(child, &status, 0)
    return status & 0x7F == SIGKILL
  }

  private static func run(_ executable: String, _ words: [String]) throws -> Ending {
    let files = try TemporaryFolder()
    let child = try spawn(executable, words, output: files.file("output"), error: files.file("error"))
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let signal = status & 0x7F
    return Ending(
      code: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
      outputBytes: try Data(contentsOf: URL(fileURLWithPath: files.file("output"))), error: try files.text("error"))
  }

  private static func spawn(
    _ executable: String, _ words: [String], output: String, error: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, error, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    // Signals as in a fresh shell, whatever the test process ignores or blocks.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    sigaddset(&defaults, SIGXFSZ)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var arguments: [UnsafeMutablePointer<CChar>?] = ([executable] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, executable, &actions, &attributes, &arguments, environ)
    if code != 0 { throw SpawnError(code: code) }
    return child
  }
}

extension TrainerProcess.Ending {
  /// Expects that the process ended with `code` and one sentence that holds `fragment`, and nothing else.
  func expectSentence(
    _ code: Int32, _ fragment: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(self.code == code, "\(error)", sourceLocation: sourceLocation)
    #expect(error.contains(fragment), sourceLocation: sourceLocation)
    #expect(output.isEmpty, sourceLocation: sourceLocation)
    expectOneSentence(error, sourceLocation: sourceLocation)
  }

  /// Expects that the process did what it was asked.
  func expectDone(sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(code == 0, "\(error)", sourceLocation: sourceLocation)
  }
}

/// Expects one line, begun by the program's name, in words that are not those of a library or a type.
func expectOneSentence(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
  #expect(text.hasPrefix("trainer: ") && text.hasSuffix("\n"), "\(text)", sourceLocation: sourceLocation)
  #expect(text.filter(\.isNewline).count == 1, "\(text)", sourceLocation: sourceLocation)
  for leak in [". ", "Error", "operation", "Optional(", "\"\"", "Domain"] {
    #expect(!text.contains(leak), "\(text)", sourceLocation: sourceLocation)
  }
}
