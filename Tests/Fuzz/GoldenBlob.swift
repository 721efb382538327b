import Foundation

/// The valid blobs that properties need beside their input: the files of the folder that ANOMALY_FUZZ_BLOBS names, one
/// for each operation and precision and more.
enum GoldenBlob {
  private static let all: [[UInt8]] = {
    guard let path = getenv("ANOMALY_FUZZ_BLOBS").map({ String(cString: $0) }),
      let names = try? FileManager.default.contentsOfDirectory(atPath: path), !names.isEmpty
    else { fatalError("ANOMALY_FUZZ_BLOBS names no folder with blobs; run tools/fuzz") }
    return names.sorted().compactMap { FileManager.default.contents(atPath: "\(path)/\($0)").map(Array.init) }
  }()

  /// How many there are.
  static var count: Int { all.count }

  /// Calls `body` with the blob that the first byte of the input names, memory for a session on it, and the rest of the
  /// input.
  static func withSessionMemory(
    _ input: UnsafeRawBufferPointer, _ body: (Blob, UnsafeMutableRawBufferPointer, UnsafeRawBufferPointer) throws -> Void
  ) {
    guard let choice = input.first else { return }
    all[Int(choice) % all.count].withUnsafeBytes { bytes in
      withAlignedCopy(bytes) { copy in
        guard let base = copy.baseAddress, let blob = try? BlobValidator.validate(base, count: copy.count)
        else { fatalError("ANOMALY_FUZZ_BLOBS holds a file that is no blob") }
        withAlignedMemory(Int(blob.header.sessionBytes)) { memory in
          try? body(blob, memory, UnsafeRawBufferPointer(rebasing: input.dropFirst()))
        }
      }
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
