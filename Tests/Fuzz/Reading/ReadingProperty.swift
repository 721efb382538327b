import Foundation

/// Any bytes as a file that is read: a frame whose parts fit together, the same each time, or an error of one sentence.
enum ReadingProperty {
  /// Files in memory where the system has them: the input, and a recording that labels are for.
  private static let folder: String = {
    let parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    let path = "\(parent)/anomaly-fuzz-\(getpid())"
    mkdir(path, 0o700)
    let recording = (0..<20).map { "2020-01-0\(1 + $0 / 10) 00:00:0\($0 % 10),\($0)\n" }.joined()
    write(Array("time,a\n\(recording)".utf8), to: "\(path)/recording.csv")
    atexit {
      for name in ["recording.csv", "input.csv", "input.csv.gz"] { unlink("\(ReadingProperty.folder)/\(name)") }
      rmdir(ReadingProperty.folder)
    }
    return path
  }()

  private static func write(_ bytes: [UInt8], to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    precondition(file >= 0 && Foundation.write(file, bytes, bytes.count) == bytes.count, "no room in \(path)")
    close(file)
  }

  /// A table, an array of NumPy where the bytes begin like one, or labels; one in 64 is unpacked first, as that starts a
  /// process.
  static func check(kind: UInt8, _ input: UnsafeRawBufferPointer) {
    let path = "\(folder)/input.csv" + (kind == 0x3F ? ".gz" : "")
    write(Array(input), to: path)
    var options = ReadOptions()
    var files = [path]
    switch kind & 7 {
    case 0: break
    case 1: options.delimiter = .blanks
    case 2: options.decimal = .comma
    case 3: (options.header, options.time) = (.absent, "#0")
    case 4: (options.maxGap, options.missing) = (TimeSpan("10s"), .linear(limit: 3))
    case 5: options.time = "#0+#1"
    case 6: (options.resampling, options.missing) = (Resampling("1h:mean"), .drop)
    default:
      files = ["\(folder)/recording.csv"]
      options.labelFiles = [path]
    }
    let (first, second) = (Result { try frame(files, options) }, Result { try frame(files, options) })
    switch (first, second) {
    case (.success(let first), .success(let second)):
      check(first)
      precondition(first.digest == second.digest && first.labels == second.labels, "a file has two frames")
    case (.failure(let first), .failure(let second)):
      precondition("\(first)" == "\(second)", "a file has two errors")
      precondition(first is DataError && !"\(first)".isEmpty, "an error of another kind")
    default: preconditionFailure("a file is read once and not again")
    }
  }

  private static func frame(_ files: [String], _ options: ReadOptions) throws -> Frame {
    try Frame(reading: files, options: options)
  }

  private static func check(_ frame: Frame) {
    precondition(frame.rowCount > 0 && frame.values.count == frame.rowCount * frame.columnCount, "no whole rows")
    precondition(frame.values.allSatisfy { $0.isNaN || $0.isFinite }, "a sample is infinite")
    precondition(frame.runs.last?.upperBound == frame.rowCount, "rows without a run")
    precondition(
      frame.labels.map { $0.count == frame.rowCount && $0.allSatisfy { $0 < 2 } } ?? true, "labels do not fit")
    if let time = frame.time {
      precondition(time.count == frame.rowCount, "times do not fit")
      for row in [0, frame.rowCount - 1] { _ = time.text(row) }
      if let instants = time.instants { _ = Sampling(instants: instants, runs: frame.runs) }
    }
  }
}
