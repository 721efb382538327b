/// Ordinary decimal numbers as Float, eight digits at a time.
///
/// A result has the bits that correct rounding to Double and then to Float gives, the reference `Decimal.value`: a
/// mantissa of at most 19 digits times or over an exact power of ten is off by less than 16 units in the last place of a
/// Double, and where so much could matter for the Float the number is left to the reference. (One exact operation is
/// exact: Clinger 1990. Eight digits by three multiplications: Lemire 2021.)
struct FastDecimal {
  /// Bytes from the start of a number on that may be looked at.
  static let reach = 48

  private let tens: UnsafeMutablePointer<Double>
  private let wholeTens: UnsafeMutablePointer<UInt64>

  /// Allocates its tables; `deallocate` gives them back.
  init() {
    tens = .allocate(capacity: 23)
    tens.initialize(from: Decimal.powersOfTen, count: 23)
    wholeTens = .allocate(capacity: 9)
    for power in 0...8 { wholeTens.advanced(by: power).initialize(to: UInt64(Decimal.powersOfTen[power])) }
  }

  func deallocate() {
    tens.deallocate()
    wholeTens.deallocate()
  }

  /// Reads a number at `index` and moves `index` behind it. NaN, and `index` stays, where the number is of another kind:
  /// with a plus sign, with more than seven digits before the point, long, huge or tiny. What comes after the number
  /// the caller has to look at.
  @inline(__always)
  func read(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, point: UInt8) -> Float {
    let isNegative = bytes[index] == UInt8(ascii: "-")
    let start = index &+ (isNegative ? 1 : 0)
    // The point is the first of the bytes that are no digits, or there is none; then come at most fourteen digits in all.
    let low = Digits(bytes + start)
    let whole = low.count
    let sign: UInt32 = isNegative ? 0x8000_0000 : 0
    if whole < 8, bytes[start &+ whole] == point {
      let high = Digits(bytes + start + 8)
      let length = low.countAfterMark &+ (low.hasTwoMarks ? 0 : high.count)
      let digits = length &- 1
      // Fifteen digits may go on beyond the sixteen bytes.
      if digits > 0, digits < 15, bytes[start &+ length] | 0x20 != UInt8(ascii: "e") {
        let (first, second) = Digits.joined(low, high, without: whole)
        let mantissa =
          digits <= 8
          ? Digits.number(first &<< UInt64(truncatingIfNeeded: 64 &- 8 &* digits))
          : Digits.number(first) &* wholeTens[digits &- 8]
            &+ Digits.number(second &<< UInt64(truncatingIfNeeded: 128 &- 8 &* digits))
        index = start &+ length
        return Float(bitPattern: Float(Double(mantissa) / tens[digits &- whole]).bitPattern | sign)
      }
    } else if whole > 0, whole < 8, bytes[start &+ whole] | 0x20 != UInt8(ascii: "e") {
      index = start &+ whole
      return Float(bitPattern: Float(Double(low.value)).bitPattern | sign)
    }
    return readGeneral(bytes, &index, point: point)
  }

  /// The same for every form, step by step.
  @inline(never)
  func readGeneral(_ bytes: UnsafePointer<UInt8>, _ index: inout Int, point: UInt8) -> Float {
    var i = index
    let isNegative = bytes[i] == UInt8(ascii: "-")
    if isNegative { i &+= 1 }
    let whole = Digits(bytes + i)
    guard whole.count < 8 else { return .nan }
    var mantissa = whole.value
    i &+= whole.count
    var exponent = 0
    var isCut = false
    if bytes[i] == point {
      i &+= 1
      let first = Digits(bytes + i)
      mantissa = mantissa &* wholeTens[first.count] &+ first.fullValue
      exponent = 0 &- first.count
      i &+= first.count
      if first.count == 8 {
        guard whole.count <= 3 else { return .nan }
        let second = Digits(bytes + i)
        mantissa = mantissa &* wholeTens[second.count] &+ second.fullValue
        exponent &-= second.count
        i &+= second.count
        if second.count == 8, bytes[i] &- 0x30 < 10 {
          // Further digits change nothing that counts once sixteen are read.
          guard mantissa >= 1_000_000_000_000_000 else { return .nan }
          isCut = true
          let limit = index &+ 36
          while bytes[i] &- 0x30 < 10 {
            i &+= 1
            if i > limit { return .nan }
          }
        }
      }
      guard whole.count &- exponent > 0 else { return .nan }
    } else if whole.count == 0 {
      return .nan
    }
    if bytes[i] | 0x20 == UInt8(ascii: "e") {
      guard let written = FastDecimal.exponent(bytes, &i) else { return .nan }
      exponent &+= written
    }
    guard exponent >= -22, exponent <= 22 else { return .nan }
    let size = Double(mantissa)
    let value = exponent < 0 ? size / tens[0 &- exponent] : size * tens[exponent]
    if isCut || mantissa > 1 << 53 {
      // Half of a Float's last place, in the bits of the Double below it.
      let rest = value.bitPattern & 0x1FFF_FFFF
      guard rest &- (0x1000_0000 - 16) > 32 else { return .nan }
    }
    guard value < 3e38, value > 1e-37 || mantissa == 0 else { return .nan }
    index = i
    return Float(isNegative ? -value : value)
  }

  /// The exponent at the `e` that `i` stands on, at most three digits.
  private static func exponent(_ bytes: UnsafePointer<UInt8>, _ i: inout Int) -> Int? {
    i &+= 1
    let isDown = bytes[i] == UInt8(ascii: "-")
    if isDown || bytes[i] == UInt8(ascii: "+") { i &+= 1 }
    var value = 0
    let first = i
    while i &- first < 4, bytes[i] &- 0x30 < 10 {
      value = value &* 10 &+ Int(bytes[i] &- 0x30)
      i &+= 1
    }
    guard i > first, i &- first < 4 else { return nil }
    return isDown ? 0 &- value : value
  }

  /// The digits that eight bytes begin with.
  private struct Digits {
    /// The bytes, digits as 0 to 9.
    private let word: UInt64
    /// The high bit of each byte that is no digit.
    private let marks: UInt64

    @inline(__always)
    init(_ bytes: UnsafePointer<UInt8>) {
      let loaded = UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self)
      // The high bit of a byte that is no digit is set by adding 118, or was set before.
      word = UInt64(littleEndian: loaded) ^ 0x3030_3030_3030_3030
      marks = ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080
    }

    /// How many they are, 0 to 8.
    @inline(__always) var count: Int { marks.trailingZeroBitCount &>> 3 }

    /// Whether two bytes are no digits.
    @inline(__always) var hasTwoMarks: Bool { marks & (marks &- 1) != 0 }

    /// Bytes before the second that is no digit, 8 where there is none.
    @inline(__always) var countAfterMark: Int { (marks & (marks &- 1)).trailingZeroBitCount &>> 3 }

    /// The number of at most seven digits.
    @inline(__always) var value: UInt64 { Digits.number((word &<< 8) &<< UInt64(truncatingIfNeeded: 56 &- 8 &* count)) }

    /// The number of at most eight digits.
    @inline(__always) var fullValue: UInt64 { count == 8 ? Digits.number(word) : value }

    /// Fifteen bytes of sixteen, in two words: without byte `place` of the first eight.
    @inline(__always)
    static func joined(_ low: Digits, _ high: Digits, without place: Int) -> (UInt64, UInt64) {
      let before = (1 as UInt64) &<< UInt64(truncatingIfNeeded: 8 &* place) &- 1
      return (low.word & before | ((low.word &>> 8) | (high.word &<< 56)) & ~before, high.word &>> 8)
    }

    /// The number of eight digits, the first in the lowest byte.
    @inline(__always)
    static func number(_ digits: UInt64) -> UInt64 {
      let pairs = (digits &* 10) &+ (digits &>> 8)
      let high = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
      let low = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
      return (high &+ low) &>> 32
    }
  }
}
