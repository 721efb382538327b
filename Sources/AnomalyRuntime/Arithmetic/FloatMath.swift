/// Elementary functions of float programs, built from exactly rounded operations in a fixed order: the same bits on
/// every processor, with or without a floating-point unit.
enum FloatMath {
  /// The integer nearest to `value`, ties to even, for |value| <= 2²².
  @inline(__always)
  static func nearest(_ value: Float) -> Int32 {
    Int32(bitPattern: (value + 12_582_912).bitPattern) &- 0x4B40_0000
  }

  /// eˣ for x <= 0, relative error below 3·10⁻⁷; 0 below −87.
  @inline(never)
  static func exp(_ x: Float) -> Float {
    if !(x > -87) { return 0 }
    let n = nearest(x * 1.442695)
    let whole = Float(Int(n))
    // ln 2 in two parts, so that the remainder is exact to float32.
    let r = (x - whole * 0.693359375) - whole * -2.12194440e-4
    var sum: Float = 1.3888889e-3
    sum = sum * r + 8.3333333e-3
    sum = sum * r + 4.1666667e-2
    sum = sum * r + 0.16666667
    sum = sum * r + 0.5
    sum = sum * r + 1
    sum = sum * r + 1
    return sum * Float(bitPattern: UInt32(truncatingIfNeeded: 127 &+ n) << 23)
  }

  /// 1 / (1 + e⁻ˣ), absolute error below 3·10⁻⁷.
  @inline(never)
  static func sigmoid(_ x: Float) -> Float {
    let e = exp(x < 0 ? x : -x)
    return (x < 0 ? e : 1) / (1 + e)
  }

  /// The hyperbolic tangent, absolute error below 5·10⁻⁷.
  @inline(never)
  static func tanh(_ x: Float) -> Float {
    let e = exp((x < 0 ? x : -x) * 2)
    let t = (1 - e) / (1 + e)
    return x < 0 ? -t : t
  }

  /// √value by integer arithmetic, rounded down in the last place; 0 for zero, subnormal and negative values.
  @inline(never)
  static func squareRoot(_ value: Float) -> Float {
    if !(value >= 0x1p-126) { return 0 }
    if value.bitPattern >> 23 == 0xFF { return value }
    let bits = value.bitPattern
    let exponent = Int32(bits >> 23) &- 127
    let odd = exponent & 1
    let mantissa = UInt64(bits & 0x7F_FFFF | 0x80_0000) << UInt64(23 &+ odd)
    let root = UInt32(truncatingIfNeeded: FixedPoint.squareRoot(mantissa))
    let half = (exponent &- odd) / 2
    return Float(bitPattern: UInt32(bitPattern: half &+ 126) << 23 &+ root)
  }
}
