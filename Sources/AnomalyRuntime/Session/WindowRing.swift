/// The last `window` samples as the residual sees them: int32 residual units or float32 scaled values, in a ring.
struct WindowRing {
  /// `count` values.
  let values: UnsafeMutablePointer<Int32>
  /// Values in the window.
  let count: Int
  /// The value that the window begins with.
  let start: Int
  /// The window element that the model's first output is compared with.
  let targetOffset: Int
  /// Missing values in the window.
  let missing: Int

  /// The place of window element `index`.
  @inline(__always)
  private func place(_ index: Int) -> Int {
    let position = start &+ index
    return position >= count ? position &- count : position
  }

  /// Window element `index` in residual units, or `InputRange.missing`.
  @inline(__always)
  func value(_ index: Int) -> Int32 { values[place(index)] }

  /// What output `index` is compared with, in residual units, or `InputRange.missing`.
  @inline(__always)
  func target(_ index: Int) -> Int32 { value(targetOffset &+ index) }

  /// What output `index` is compared with, in scaled units, or NaN.
  @inline(__always)
  func floatTarget(_ index: Int) -> Float { Float(bitPattern: UInt32(bitPattern: target(index))) }

  /// The targets of outputs `index ..< index + count` as they lie, where they lie together and none is missing.
  @inline(__always)
  func contiguousTargets(at index: Int, count: Int) -> UnsafePointer<Int32>? {
    let first = place(targetOffset &+ index)
    return missing == 0 && first &+ count <= self.count ? UnsafePointer(values + first) : nil
  }
}
