#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes a file as a whole or not at all: a reader sees the old content or the new, never a part, even when the
/// writer is killed.
public enum AtomicFile {
  /// Writes `bytes` to `path`: into a temporary file beside it, flushed to the disk, then renamed over it. On any
  /// failure the temporary file is removed and the old file stays. A symbolic link is followed. A process killed in
  /// between leaves the old file whole and at most its temporary file, `.NAME.PID.N.tmp`, which nothing reads.
  ///
  /// `-` and `/dev/stdout` are standard output; a pipe or a device is written straight, as it cannot be renamed over.
  public static func write(_ bytes: [UInt8], to path: String) throws(WriteError) {
    if path == "-" || path == "/dev/stdout" {
      try check(writeAll(bytes, to: 1), path)
      return
    }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG, status.st_mode & S_IFMT != S_IFDIR {
      try writeStraight(bytes, to: path)
      return
    }
    let target = resolved(path)
    let temporary = try openTemporary(beside: target, path)
    var failure = writeAll(bytes, to: temporary.descriptor)
    if failure == 0, fsync(temporary.descriptor) != 0 { failure = errno }
    if close(temporary.descriptor) != 0, failure == 0 { failure = errno }
    if failure == 0, rename(temporary.path, target) != 0 { failure = errno }
    if failure != 0 { unlink(temporary.path) }
    try check(failure, path)
    flushFolder(of: target)
  }

  /// Throws what `write(_:to:)` would when `path` is a folder, or lies in one that takes no files; leaves nothing behind.
  /// For a command that works long before it writes.
  public static func probe(_ path: String) throws(WriteError) {
    var status = stat()
    if path == "-" { return }
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      if status.st_mode & S_IFMT == S_IFDIR { try check(EISDIR, path) }
      return
    }
    let temporary = try openTemporary(beside: resolved(path), path)
    close(temporary.descriptor)
    unlink(temporary.path)
  }

  /// Writes `text` in UTF-8, as `write(_:to:)` does.
  public static func write(_ text: String, to path: String) throws(WriteError) {
    try write(Array(text.utf8), to: path)
  }

  private static func check(_ code: Int32, _ path: String) throws(WriteError) {
    if code != 0 { throw .failed(path: path, reason: systemReason(code)) }
  }

  private static func writeStraight(_ bytes: [UInt8], to path: String) throws(WriteError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    if descriptor < 0 { try check(errno, path) }
    var failure = writeAll(bytes, to: descriptor)
    if close(descriptor) != 0, failure == 0 { failure = errno }
    try check(failure, path)
  }

  /// A new file in the folder of `target`, named after it and this process.
  private static func openTemporary(
    beside target: String, _ path: String
  ) throws(WriteError) -> (descriptor: Int32, path: String) {
    let slash = target.lastIndex(of: "/")
    let folder = slash.map { target[...$0] } ?? ""
    let name = slash.map { target[target.index(after: $0)...] } ?? target[...]
    var attempt = 0
    while true {
      let temporary = "\(folder).\(name).\(getpid()).\(attempt).tmp"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, temporary) }
      if errno != EEXIST || attempt == 100 { throw .failed(path: path, reason: systemReason(errno)) }
      attempt += 1
    }
  }

  /// The file a symbolic link leads to; any other path as it is.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Makes the rename itself last; a file system that cannot do it is no reason to fail.
  private static func flushFolder(of target: String) {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
    if descriptor >= 0 {
      fsync(descriptor)
      close(descriptor)
    }
  }
}

/// Writes everything and returns 0, or the error number.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
  bytes.withUnsafeBytes { bytes in
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written > 0 {
        rest = rest.dropFirst(written)
      } else if written == 0 {
        return EIO
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }
}
