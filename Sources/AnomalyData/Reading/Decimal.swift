#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Decimal numbers in text, read with correct rounding.
enum Decimal {
  /// 10⁰ … 10²², the powers of ten a Double holds exactly.
  static let powersOfTen: [Double] = (0...22).map { power in (0..<power).reduce(1.0) { value, _ in value * 10 } }

  /// The number that `text` is, as a whole; nil when it is none. Digits, sign, `point` and exponent only: neither
  /// hexadecimal numbers nor `inf` and `nan`. Beyond the range of Double the result is infinite.
  static func value(of text: UnsafeBufferPointer<UInt8>, point: UInt8 = UInt8(ascii: ".")) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ isNumeral($0) || $0 == point }), text.contains(where: { $0 &- 0x30 < 10 })
    else { return nil }
    return withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      for (index, byte) in text.enumerated() {
        if byte == UInt8(ascii: "."), byte != point { return nil }
        copy[index] = CChar(bitPattern: byte == point ? UInt8(ascii: ".") : byte)
      }
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
