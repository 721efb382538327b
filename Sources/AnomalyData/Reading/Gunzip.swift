#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Unpacks files with the `gzip` of the system, which runs beside us.
enum Gunzip {
  /// The unpacked content of `path`, in a buffer for `free`. Throws `DataError.unreadable` where the file cannot be
  /// opened, `DataError.notUnpacked` where there is no `gzip` or it fails.
  static func bytes(of path: String) throws(DataError) -> UnsafeMutableRawBufferPointer {
    let input = open(path, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw .unreadable(path: path, reason: systemReason(errno)) }
    defer { close(input) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .unreadable(path: path, reason: systemReason(errno)) }
    defer { close(ends[0]) }
    _ = fcntl(ends[0], F_SETFD, FD_CLOEXEC)
    _ = fcntl(ends[1], F_SETFD, FD_CLOEXEC)

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var child = pid_t()
    var words: [UnsafeMutablePointer<CChar>?] = [strdup("gzip"), strdup("-dc"), nil]
    defer { words.forEach { free($0) } }
    let failure = posix_spawnp(&child, "gzip", &actions, nil, &words, environ)
    close(ends[1])
    guard failure == 0 else { throw .notUnpacked(path: path, reason: "gzip does not start: \(systemReason(failure))") }

    let content = FileBytes.readAll(ends[0])
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    switch content {
    case .failure(let failure): throw .unreadable(path: path, reason: systemReason(failure.code))
    case .success(let bytes):
      if status == 0 { return bytes }
      free(bytes.baseAddress)
      throw .notUnpacked(path: path, reason: "gzip finds it damaged or of another kind")
    }
  }
}
