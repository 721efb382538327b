import CAnomalyKernels

/// Integer arithmetic of int8 programs: the same bits on every processor.
enum FixedPoint {
  /// round(value·2^preshift·multiplier / 2³²), ties upwards; the shift wraps in 32 bits.
  ///
  /// - Parameters:
  ///   - multiplier: any.
  ///   - preshift: 1...30.
  @inline(__always)
  static func scaled(_ value: Int32, by multiplier: Int32, preshift: Int) -> Int32 {
    anomaly_scale(value, multiplier, Int32(truncatingIfNeeded: preshift))
  }

  /// 2^(−d/65536) in units of 2⁻³⁰, relative error below 5·10⁻⁶; 0 from d = 30·65536 on.
  ///
  /// - Parameter distance: log2 units times 65536, >= 0.
  static func exp2Negative(_ distance: UInt32) -> UInt32 {
    let whole = distance >> 16
    if whole >= 30 { return 0 }
    let x = Int64(distance & 0xFFFF) &<< 14
    // Least-squares polynomial of 2^-x on [0, 1), coefficients in units of 2⁻³⁰, Horner's scheme.
    var sum: Int64 = 7_265_623
    sum = -57_025_608 &+ (sum &* x) >> 30
    sum = 257_051_636 &+ (sum &* x) >> 30
    sum = -744_161_876 &+ (sum &* x) >> 30
    sum = 1_073_741_824 &+ (sum &* x) >> 30
    return UInt32(truncatingIfNeeded: sum >> Int64(whole))
  }

  /// ⌊√value⌋: digit by digit, or by the processor's instruction.
  static func squareRoot(_ value: UInt64) -> UInt64 {
    #if arch(x86_64)
      anomaly_square_root(value)
    #else
      digitwiseSquareRoot(value)
    #endif
  }

  /// The same, digit by digit.
  @inline(__always)
  static func digitwiseSquareRoot(_ value: UInt64) -> UInt64 {
    var rest = value
    var root: UInt64 = 0
    var bit: UInt64 = 1 << 62
    while bit > rest { bit >>= 2 }
    while bit != 0 {
      if rest >= root &+ bit {
        rest &-= root &+ bit
        root = root >> 1 &+ bit
      } else {
        root >>= 1
      }
      bit >>= 2
    }
    return root
  }

  /// ⌊dividend / divisor⌋ for divisors of 1..<2⁶³.
  @inline(__always)
  static func quotient(_ dividend: UInt64, by divisor: UInt64) -> UInt64 {
    #if _pointerBitWidth(_64)
      dividend / divisor
    #else
      longQuotient(dividend, by: divisor)
    #endif
  }

  /// The same bit by bit, in a tenth of the code that compilers bring along for processors without such a division.
  @inline(never)
  static func longQuotient(_ dividend: UInt64, by divisor: UInt64) -> UInt64 {
    if (dividend | divisor) >> 32 == 0 {
      return UInt64(UInt32(truncatingIfNeeded: dividend) / UInt32(truncatingIfNeeded: divisor))
    }
    // The bits of the dividend leave at the top while those of the quotient come in below; 30 of them, which cannot make
    // up a large divisor, leave at once.
    let isLarge = divisor >> 30 != 0
    var rest = isLarge ? dividend >> 34 : 0
    var quotient = isLarge ? dividend << 30 : dividend
    var bits = isLarge ? 34 : 64
    while bits > 0 {
      rest = rest << 1 | quotient >> 63
      quotient <<= 1
      if rest >= divisor {
        rest &-= divisor
        quotient |= 1
      }
      bits &-= 1
    }
    return quotient
  }

  /// The float32 nearest to an integer, ties to even.
  static func float(_ value: UInt64) -> Float {
    if value == 0 { return 0 }
    let zeros = value.leadingZeroBitCount
    let normal = value &<< UInt64(zeros)
    let kept = UInt32(truncatingIfNeeded: normal >> 40)
    let rest = normal & 0xFF_FFFF_FFFF
    let half: UInt64 = 0x80_0000_0000
    let up: UInt32 = rest > half || (rest == half && kept & 1 == 1) ? 1 : 0
    // `kept` has its leading one at bit 23, which the exponent below already counts.
    return Float(bitPattern: UInt32(189 &- zeros) << 23 &+ kept &+ up)
  }
}
