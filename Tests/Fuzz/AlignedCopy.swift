import Foundation

/// A copy of bytes in memory of exactly their length, so that AddressSanitizer sees the first byte read behind them.
func withAlignedCopy<Result>(
  _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeMutableRawBufferPointer) -> Result
) -> Result {
  withAlignedMemory(bytes.count) { copy in
    copy.copyMemory(from: bytes)
    return body(copy)
  }
}

/// Memory of exactly `count` bytes, aligned to 64.
func withAlignedMemory<Result>(_ count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Result) -> Result {
  var memory: UnsafeMutableRawPointer?
  precondition(posix_memalign(&memory, 64, count) == 0, "no memory")
  defer { free(memory) }
  return body(UnsafeMutableRawBufferPointer(start: memory, count: count))
}
