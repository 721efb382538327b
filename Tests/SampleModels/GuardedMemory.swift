import Foundation

/// Memory whose last byte stands before a page that nobody may touch: an overrun ends the process.
public final class GuardedMemory {
  private let mapping: UnsafeMutableRawPointer
  private let mappingBytes: Int
  /// The usable bytes.
  public let start: UnsafeMutableRawPointer
  public let count: Int

  /// - Parameter count: a multiple of 16 where `start` must be aligned.
  public init(_ count: Int) {
    let page = sysconf(Int32(_SC_PAGESIZE))
    let usable = (count + page - 1) / page * page
    mappingBytes = usable + page
    guard let mapping = mmap(nil, mappingBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      mapping != MAP_FAILED, mprotect(mapping + usable, page, PROT_NONE) == 0
    else { preconditionFailure("no memory to map") }
    self.mapping = mapping
    self.count = count
    start = mapping + (usable - count)
  }

  /// Guarded memory that holds `bytes`.
  public convenience init(_ bytes: [UInt8]) {
    self.init(bytes.count)
    UnsafeMutableRawBufferPointer(start: start, count: count).copyBytes(from: bytes)
  }

  deinit { munmap(mapping, mappingBytes) }
}
