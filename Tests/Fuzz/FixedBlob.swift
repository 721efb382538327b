import Foundation

/// The valid blob that a property needs beside its input: the file that ANOMALY_FUZZ_BLOB names.
enum FixedBlob {
  private static let bytes: [UInt8] = {
    guard let path = getenv("ANOMALY_FUZZ_BLOB"), let data = FileManager.default.contents(atPath: String(cString: path))
    else { fatalError("ANOMALY_FUZZ_BLOB names no readable file; run tools/fuzz") }
    return Array(data)
  }()

  /// Calls `body` with the blob and memory for a session on it.
  static func withSessionMemory(_ body: (Blob, UnsafeMutableRawBufferPointer) throws -> Void) {
    bytes.withUnsafeBytes { bytes in
      withAlignedCopy(bytes) { copy in
        guard let base = copy.baseAddress, let blob = try? BlobValidator.validate(base, count: copy.count)
        else { fatalError("ANOMALY_FUZZ_BLOB names no blob") }
        withAlignedMemory(Int(blob.header.sessionBytes)) { memory in try? body(blob, memory) }
      }
    }
  }
}
