import Foundation

/// First inputs for properties that begin with a golden blob: for each blob a stream with missing values in it, or a
/// session saved after such a stream. Written into the folder that ANOMALY_FUZZ_SEEDS names.
enum Seeds {
  private static func samples(_ count: Int) -> [UInt8] {
    (0..<count).flatMap { index -> [UInt8] in
      let value: Float = index % 13 == 7 ? .nan : Float(index % 5) - 1
      return withUnsafeBytes(of: value) { Array($0) }
    }
  }

  private static func write(_ contents: (UInt8) -> [UInt8]) {
    guard let folder = getenv("ANOMALY_FUZZ_SEEDS").map({ String(cString: $0) }) else { return }
    for choice in 0..<UInt8(clamping: GoldenBlob.count) {
      let bytes = [choice] + contents(choice)
      guard FileManager.default.createFile(atPath: "\(folder)/\(choice)", contents: Data(bytes))
      else { fatalError("cannot write into ANOMALY_FUZZ_SEEDS") }
    }
  }

  static func writeStreams() {
    write { choice in
      var bytes: [UInt8] = []
      [choice].withUnsafeBytes { input in
        GoldenBlob.withSession(input) { session, _ in bytes = samples(session.blob.windowCount * 2) }
      }
      return bytes
    }
  }

  static func writeSavedSessions() {
    write { choice in
      var saved: [UInt8] = []
      [choice].withUnsafeBytes { input in
        GoldenBlob.withSession(input) { session, _ in
          for index in 0..<session.blob.window + Int(choice) % 3 { _ = session.push { Float(index + $0) } }
          saved = [UInt8](repeating: 0, count: session.blob.sessionBytes)
          saved.withUnsafeMutableBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            try? session.save(to: base, bytes: bytes.count)
          }
        }
      }
      return saved
    }
  }
}
