#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Decimal numbers in text, read with correct rounding.
enum Decimal {
  /// 10⁰ … 10²², the powers of ten a Double holds exactly.
  static let powersOfTen: [Double] = (0...22).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }

  /// Reads a number at `index` that ends at `delimiter`, at a line end or at `end`, and moves `index` there.
  ///
  /// Only numbers that one exact operation gives are read (Clinger 1990): a mantissa of at most 2⁵³ times or over a
  /// power of ten of at most 10²². For anything else the result is nil and `index` stays.
  @inline(__always)
  static func fast(
    _ bytes: UnsafePointer<UInt8>, _ index: inout Int, end: Int, delimiter: UInt8, powers: UnsafePointer<Double>
  ) -> Double? {
    var i = index
    guard i < end else { return nil }
    let isNegative = bytes[i] == UInt8(ascii: "-")
    if isNegative { i &+= 1 }
    var mantissa: UInt64 = 0
    let first = i
    while i < end, bytes[i] &- 0x30 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(bytes[i] &- 0x30)
      i &+= 1
    }
    var digits = i &- first
    var exponent = 0
    if i < end, bytes[i] == UInt8(ascii: ".") {
      i &+= 1
      let point = i
      while i < end, bytes[i] &- 0x30 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(bytes[i] &- 0x30)
        i &+= 1
      }
      digits &+= i &- point
      exponent = point &- i
    }
    guard digits > 0, digits <= 19, mantissa <= 1 << 53 else { return nil }
    if i < end, bytes[i] | 0x20 == UInt8(ascii: "e") {
      i &+= 1
      var isDown = false
      if i < end, bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
        isDown = bytes[i] == UInt8(ascii: "-")
        i &+= 1
      }
      let start = i
      var written = 0
      while i < end, bytes[i] &- 0x30 < 10 {
        written = written &* 10 &+ Int(bytes[i] &- 0x30)
        i &+= 1
      }
      guard i > start, i &- start <= 4 else { return nil }
      exponent &+= isDown ? 0 &- written : written
    }
    guard i == end || bytes[i] == delimiter || bytes[i] == 0x0A || bytes[i] == 0x0D else { return nil }
    guard exponent >= -22, exponent <= 22 else { return nil }
    let magnitude = Double(mantissa)
    let value = exponent < 0 ? magnitude / powers[0 &- exponent] : magnitude * powers[exponent]
    index = i
    return isNegative ? -value : value
  }

  /// The number that `text` is, as a whole; nil when it is none. Digits, sign, point and exponent only: neither
  /// hexadecimal numbers nor `inf` and `nan`. Beyond the range of Double the result is infinite.
  static func value(of text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard !text.isEmpty, text.allSatisfy(isNumeral), text.contains(where: { $0 &- 0x30 < 10 }) else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      for (index, byte) in text.enumerated() { copy[index] = CChar(bitPattern: byte) }
      copy[text.count] = 0
      guard let start = UnsafePointer(copy.baseAddress) else { return nil }
      var stop: UnsafeMutablePointer<CChar>?
      let value = strtod(start, &stop)
      return stop == copy.baseAddress?.advanced(by: text.count) ? value : nil
    }
  }

  /// Whether `text` stands for a sample that is not there: nothing, `NaN`, `NA`, `N/A`, `null`, `none`, or a value
  /// that is not finite (`inf`, `infinity`), in any case and with any sign.
  static func isMissing(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first else { return true }
    let isSigned = first == UInt8(ascii: "-") || first == UInt8(ascii: "+")
    let word = text[(isSigned ? 1 : 0)...]
    return missingWords.contains { $0.utf8.elementsEqual(word) { $0 == $1 || $0 == $1 | 0x20 } }
  }

  private static let missingWords: [String] = ["nan", "na", "n/a", "null", "none", "inf", "infinity"]

  private static func isNumeral(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }
}
