#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The bytes of a whole file, mapped where the system can and read into one buffer where it cannot (pipes).
package final class FileBytes {
  /// The content without a UTF-8 byte order mark.
  package let content: UnsafeBufferPointer<UInt8>
  private let whole: UnsafeMutableRawBufferPointer
  private let isMapped: Bool

  /// Opens `path`; `-` is standard input; what ends in `.gz` is unpacked by the system's `gzip`. Throws
  /// `DataError.unreadable` and `DataError.notUnpacked`.
  package init(path: String) throws(DataError) {
    if path.lowercased().hasSuffix(".gz") {
      whole = try Gunzip.bytes(of: path)
      isMapped = false
      content = FileBytes.withoutMark(whole)
      return
    }
    let descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemReason(errno)) }
    defer { if path != "-" { close(descriptor) } }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemReason(errno)) }
    let size = Int(status.st_size)
    if status.st_mode & S_IFMT == S_IFREG, size > 0, lseek(descriptor, 0, SEEK_CUR) == 0,
      let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), address != MAP_FAILED
    {
      madvise(address, size, MADV_SEQUENTIAL)
      whole = UnsafeMutableRawBufferPointer(start: address, count: size)
      isMapped = true
    } else {
      switch FileBytes.readAll(descriptor) {
      case .success(let bytes): whole = bytes
      case .failure(let failure): throw .unreadable(path: path, reason: systemReason(failure.code))
      }
      isMapped = false
    }
    content = FileBytes.withoutMark(whole)
  }

  private static func withoutMark(_ whole: UnsafeMutableRawBufferPointer) -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeBufferPointer<UInt8>(whole.bindMemory(to: UInt8.self))
    return UnsafeBufferPointer(rebasing: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[0...])
  }

  deinit {
    if isMapped { munmap(whole.baseAddress, whole.count) } else { free(whole.baseAddress) }
  }

  /// Gives back the memory of mapped pages before `index` of `content`; looked at again, they are read again.
  func forget(upTo index: Int) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    guard isMapped, let start = whole.baseAddress, page > 0, index >= page else { return }
    madvise(start, index / page * page, MADV_DONTNEED)
  }

  struct ReadFailure: Error { let code: Int32 }

  /// Everything that a file or a pipe gives, in a buffer for `free`.
  static func readAll(_ descriptor: Int32) -> Result<UnsafeMutableRawBufferPointer, ReadFailure> {
    var capacity = 1 << 16
    var count = 0
    var buffer = malloc(capacity)
    while true {
      guard let start = buffer else { return .failure(ReadFailure(code: ENOMEM)) }
      let got = read(descriptor, start + count, capacity - count)
      if got == 0 { return .success(UnsafeMutableRawBufferPointer(start: start, count: count)) }
      if got < 0 {
        if errno == EINTR { continue }
        let code = errno
        free(start)
        return .failure(ReadFailure(code: code))
      }
      count += got
      if count == capacity {
        capacity *= 2
        guard let larger = realloc(start, capacity) else {
          free(start)
          return .failure(ReadFailure(code: ENOMEM))
        }
        buffer = larger
      }
    }
  }
}

/// The system's words for an error number, in lower case.
func systemReason(_ code: Int32) -> String {
  guard let text = strerror(code) else { return "error \(code)" }
  let words = String(cString: text)
  return words.prefix(1).lowercased() + words.dropFirst()
}
