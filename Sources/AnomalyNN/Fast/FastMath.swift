/// Functions whose loops the compiler turns into vector instructions: no calls, no branches.
enum FastMath {
  /// max(x, 0); NaN stays NaN.
  @inline(__always) static func positivePart(_ x: Float) -> Float { x < 0 ? 0 : x }

  /// eˣ, relative error below 2e-7; x is clamped to ±87, NaN stays NaN.
  ///
  /// eˣ = 2ⁿ eʳ with n = round(x / ln 2), |r| ≤ ln 2 / 2, and the Taylor polynomial of degree 7 for eʳ (the next term is
  /// below 6e-9).
  @inline(__always) static func exponential(_ argument: Float) -> Float {
    var x = argument < -87 ? -87 : argument
    x = x > 87 ? 87 : x
    let magic: Float = 12_582_912
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
    return Float(bitPattern: p.bitPattern &+ (shifted.bitPattern &<< 23))
  }
}
