import Foundation

/// The valid blobs that properties need beside their input: the files of the folder that ANOMALY_FUZZ_BLOBS names, one
/// for each operation and precision and more.
enum GoldenBlob {
  /// In memory of exactly their length, for as long as the program runs.
  private static let all: [Blob] = {
    guard let path = getenv("ANOMALY_FUZZ_BLOBS").map({ String(cString: $0) }),
      let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty
    else { fatalError("ANOMALY_FUZZ_BLOBS names no folder with blobs; run tools/fuzz") }
    return names.sorted().map { name in
      let contents = FileManager.default.contents(atPath: "\(path)/\(name)")
      guard let bytes = contents else { fatalError("cannot read \(name)") }
      var memory: UnsafeMutableRawPointer?
      guard posix_memalign(&memory, 64, bytes.count) == 0, let memory else { fatalError("no memory") }
      bytes.copyBytes(to: memory.assumingMemoryBound(to: UInt8.self), count: bytes.count)
      guard let blob = try? BlobValidator.validate(memory, count: bytes.count) else { fatalError("\(name) is no blob") }
      return blob
    }
  }()

  /// How many there are.
  static var count: Int { all.count }

  /// Calls `body` with the blob that the first byte of the input names, memory for a session on it, and the rest of the
  /// input.
  static func withSessionMemory(
    _ input: UnsafeRawBufferPointer,
    _ body: (Blob, UnsafeMutableRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
  ) {
    guard let choice = input.first else { return }
    let blob = all[Int(choice) % all.count]
    withAlignedMemory(blob.sessionBytes) { memory in
      try? body(blob, memory, UnsafeRawBufferPointer(rebasing: input.dropFirst()))
    }
  }

  /// The same with a new session.
  static func withSession(
    _ input: UnsafeRawBufferPointer, _ body: (Session, UnsafeRawBufferPointer) -> Void
  ) {
    withSessionMemory(input) { blob, memory, rest in
      guard let start = memory.baseAddress,
        let session = try? Session.initialize(start, bytes: memory.count, blob: blob)
      else { fatalError("no session on a golden blob") }
      body(session, rest)
    }
  }
}
