/// IEEE 754 half precision by bits: the same on processors that have it and those that do not.
public enum Half {
  /// The exact value of a finite half; NaN and infinity become 65,536 or more.
  @inlinable
  public static func decode(_ bits: UInt16) -> Float {
    let wide = UInt32(bits)
    let magnitude = Float(bitPattern: (wide & 0x7FFF) << 13) * 0x1p112
    return Float(bitPattern: magnitude.bitPattern | (wide & 0x8000) << 16)
  }

  /// Whether the bits stand for a finite number.
  @inlinable
  public static func isFinite(_ bits: UInt16) -> Bool { bits & 0x7C00 != 0x7C00 }

  /// The nearest half, ties to even; beyond ±65,504 the largest finite half.
  public static func encode(_ value: Float) -> UInt16 {
    let sign = UInt16(truncatingIfNeeded: value.bitPattern >> 16) & 0x8000
    let magnitude = value.magnitude
    if !(magnitude < 65520) { return sign | 0x7BFF }
    if magnitude < 0x1p-14 {
      // Subnormal halves are multiples of 2⁻²⁴: adding 2⁻¹ in float32 rounds to that grid.
      return sign | UInt16(truncatingIfNeeded: (magnitude + 0.5).bitPattern & 0x7FF)
    }
    let bits = magnitude.bitPattern
    let rounded = bits &+ 0xFFF &+ ((bits >> 13) & 1)
    return sign | UInt16(truncatingIfNeeded: (rounded &- (112 << 23)) >> 13)
  }
}
