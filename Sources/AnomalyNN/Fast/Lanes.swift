/// One feature of 16 windows side by side: 64 bytes, one cache line. The fast layers keep activations as `[features]`
/// of these, so that a matrix product needs no packing and everything elementwise is a plain vector loop.
///
/// Sums and products of whole lanes are vector instructions; comparisons are not, they are written as loops over floats,
/// which the compiler makes vectors of.
typealias Lanes = SIMD16<Float>

extension SIMD16<Float> {
  /// Windows side by side.
  static let laneCount = 16

  /// The sum over lanes, first to last, in Double.
  var total: Double {
    var sum = 0.0
    for lane in indices { sum += Double(self[lane]) }
    return sum
  }
}

extension UnsafeMutablePointer<Lanes> {
  /// The same memory as floats, 16 a lane.
  @inline(__always) var floats: UnsafeMutablePointer<Float> {
    UnsafeMutableRawPointer(self).assumingMemoryBound(to: Float.self)
  }
}
