/// Counter-based random numbers of one training step: a pure function of where a value stands, so that results depend on
/// neither threads nor the order of work.
public struct NoiseKey: Sendable, Hashable {
  private let bits: UInt32

  /// The key of step `step` of a training with seed `seed`.
  public init(seed: UInt64, step: UInt64) {
    var x = seed &+ 0x9E37_79B9_7F4A_7C15 &* (step &+ 1)
    x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
    x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
    bits = UInt32(truncatingIfNeeded: x ^ (x >> 31))
  }

  private init(bits: UInt32) { self.bits = bits }

  /// The key of one node for one window of the batch.
  @inline(__always) package func at(node: Int, window: Int) -> NoiseKey {
    NoiseKey(
      bits: Self.mixed(
        bits ^ Self.mixed(UInt32(truncatingIfNeeded: node) &* 0x9E37_79B9 ^ UInt32(truncatingIfNeeded: window))))
  }

  /// Uniform in [0, 1), a multiple of 2⁻²⁴.
  @inline(__always) package func uniform(_ element: Int) -> Float {
    Float(Self.mixed(bits &+ UInt32(truncatingIfNeeded: element) &* 0x9E37_79B9) >> 8) * 0x1p-24
  }

  /// Normal with mean 0 and variance 1, by Box and Muller's transform.
  package func normal(_ element: Int) -> Float {
    let radius = (-2 * Float.logarithm(1 - uniform(2 * element))).squareRoot()
    return radius * Float.sine(2 * Float.pi * uniform(2 * element + 1))
  }

  /// A permutation of 32 bits in which every input bit reaches every output bit.
  @inline(__always) private static func mixed(_ value: UInt32) -> UInt32 {
    var x = value
    x = (x ^ (x >> 16)) &* 0x7FEB_352D
    x = (x ^ (x >> 15)) &* 0x846C_A68B
    return x ^ (x >> 16)
  }
}
