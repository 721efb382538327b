/// The C interface: `include/anomaly_rt.h` says what each function does. Here pointers are checked and errors become
/// numbers; everything else is done by `BlobValidator` and `Session`.

/// Runs `body` and turns its error into the number that C programs see.
@inline(__always)
func code(_ body: () throws(RuntimeError) -> Int32) -> Int32 {
  do throws(RuntimeError) { return try body() } catch { return error.rawValue }
}

/// The session behind a pointer that a C program passed.
@inline(__always)
func session(_ memory: UnsafeMutableRawPointer?) throws(RuntimeError) -> Session {
  guard let memory else { throw .null }
  return try Session.existing(in: memory)
}

@inline(__always)
func require<T>(_ pointer: T?) throws(RuntimeError) -> T {
  guard let pointer else { throw .null }
  return pointer
}

@inline(__always)
func require(_ given: UInt, equals expected: Int) throws(RuntimeError) {
  if given != UInt(bitPattern: expected) { throw .count }
}

/// A length that C passed, as a Swift count.
@inline(__always)
func clamped(_ count: UInt) -> Int { Int(min(count, UInt(Int.max))) }
