/// One feature of 16 windows side by side: 64 bytes, one cache line. The fast layers keep activations as `[features]`
/// of these, so that a matrix product needs no packing and everything elementwise is a plain vector loop.
typealias Lanes = SIMD16<Float>

extension SIMD16<Float> {
  /// Windows side by side.
  static let laneCount = 16

  /// The positive part; NaN stays NaN.
  @inline(__always) var positivePart: Self { replacing(with: 0, where: self .< 0) }

  /// eˣ, relative error below 2e-7; x is clamped to ±87, NaN stays NaN.
  ///
  /// eˣ = 2ⁿ eʳ with n = round(x / ln 2), |r| ≤ ln 2 / 2, and the Taylor polynomial of degree 7 for eʳ (the next term is
  /// below 6e-9).
  @inline(__always) static func exponential(_ argument: Self) -> Self {
    var x = argument.replacing(with: -87, where: argument .< -87)
    x.replace(with: 87, where: x .> 87)
    let magic = Self(repeating: 12_582_912)
    let shifted = x * 1.442_695_04 + magic
    let n = shifted - magic
    let r = (x - n * 0.693_145_75) - n * 1.428_606_8e-6
    var p = r * Float(1.0 / 5040) + Float(1.0 / 720)
    p = p * r + Float(1.0 / 120)
    p = p * r + Float(1.0 / 24)
    p = p * r + Float(1.0 / 6)
    p = p * r + 0.5
    p = p * r + 1
    p = p * r + 1
    let exponent = unsafeBitCast(shifted, to: SIMD16<UInt32>.self) &<< 23
    return unsafeBitCast(unsafeBitCast(p, to: SIMD16<UInt32>.self) &+ exponent, to: Self.self)
  }

  /// 1 / (1 + e⁻ˣ).
  @inline(__always) static func sigmoid(_ x: Self) -> Self { 1 / (1 + exponential(0 - x)) }

  /// tanh x = 2 sigmoid(2x) − 1; absolute error below 2e-7.
  @inline(__always) static func hyperbolicTangent(_ x: Self) -> Self { 2 * sigmoid(2 * x) - 1 }

  /// 1 in the first `count` lanes, 0 in the others.
  static func mask(first count: Int) -> Self {
    var mask = Self.zero
    for lane in 0..<Swift.min(Swift.max(count, 0), laneCount) { mask[lane] = 1 }
    return mask
  }

  /// The sum over lanes, first to last, in Double.
  var total: Double {
    var sum = 0.0
    for lane in indices { sum += Double(self[lane]) }
    return sum
  }
}
