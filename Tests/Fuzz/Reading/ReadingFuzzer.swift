import Foundation

/// What libFuzzer calls with every input: bytes that stand in a file, after one that chooses how they are read.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  guard count > 0 else { return 0 }
  ReadingProperty.check(kind: data[0], UnsafeRawBufferPointer(start: data + 1, count: count - 1))
  return 0
}
