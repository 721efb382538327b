/// A non-linearity as a table, see `CurveLayout`.
struct Curve {
  private let values: UnsafePointer<Int16>

  init(_ values: UnsafeRawPointer) { self.values = values.assumingMemoryBound(to: Int16.self) }

  /// The value at `place`, −32768...32767 in units of 1/65536 of the domain, counted from its middle.
  @inline(__always)
  func value(_ place: Int32) -> Int32 {
    let u = place &+ 32768
    let left = values + Int(u >> 8)
    let v = Int32(left[0])
    return v &+ ((Int32(left[1]) &- v) &* (u & 255) &+ 128) >> 8
  }
}
