import Foundation

/// Why an output was not written; the text is one sentence.
enum OutputError: Error, Equatable, CustomStringConvertible {
  /// The system's reason is in `reason`.
  case cannotWrite(path: String, reason: String)

  var description: String {
    switch self {
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason); choose a folder that exists and that you may write to"
    }
  }
}

/// Files that are there as a whole or not at all.
enum OutputFile {
  /// Writes `bytes` to `path` by way of a file beside it that is then renamed: whoever is interrupted leaves the old
  /// file as it was. A lone dash means standard output.
  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    if path == "-" {
      FileHandle.standardOutput.write(Data(bytes))
      return
    }
    let part = "\(path).part-\(getpid())"
    let file = open(part, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
    guard file >= 0 else { throw failure(path) }
    do throws(OutputError) {
      try writeAll(bytes, to: file, path: path)
      guard fsync(file) == 0 || errno == EINVAL else { throw failure(path) }
    } catch {
      close(file)
      unlink(part)
      throw error
    }
    guard close(file) == 0, rename(part, path) == 0 else {
      let error = failure(path)
      unlink(part)
      throw error
    }
  }

  /// Writes `text` as UTF-8.
  static func write(_ text: String, to path: String) throws(OutputError) {
    try write(Array(text.utf8), to: path)
  }

  private static func writeAll(_ bytes: [UInt8], to file: Int32, path: String) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress! + done, $0.count - done) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path) }
      done += count
    }
  }

  private static func failure(_ path: String) -> OutputError {
    .cannotWrite(path: path, reason: String(cString: strerror(errno)))
  }
}
