import Glibc
import Testing

@testable import AnomalyData

@Suite struct DecimalTests {
  private func fast(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    var index = 0
    return Decimal.powersOfTen.withUnsafeBufferPointer { powers in
      bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress, let power = powers.baseAddress else { return nil }
        return Decimal.fast(
          start, &index, end: buffer.count, delimiter: UInt8(ascii: ","), powers: power)
      }
    }
  }

  private func slow(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { Decimal.value(of: $0) }
  }

  @Test func fastPathEqualsStrtod() {
    var random = RandomSource(seed: 5)
    var taken = 0
    for _ in 0..<20_000 {
      let digits = 1 + Int(random.next() % 17)
      var text = random.next() % 2 == 0 ? "-" : ""
      let point = Int(random.next() % UInt64(digits + 2))
      for place in 0..<digits {
        if place == point { text += "." }
        text += String(random.next() % 10)
      }
      if random.next() % 3 == 0 { text += "e\(Int(random.next() % 50) - 25)" }
      guard let value = fast(text) else { continue }
      taken += 1
      #expect(value == strtod(text, nil), "\(text)")
      #expect(value.sign == strtod(text, nil).sign, "\(text)")
    }
    #expect(taken > 10_000)
  }

  @Test func everyFloatReadsBack() {
    var random = RandomSource(seed: 6)
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      guard value.isFinite else { continue }
      let text = value.description
      #expect((fast(text) ?? slow(text)).map { Float($0) } == value, "\(text)")
    }
  }

  @Test(arguments: ["", "-", ".", "e5", "1e", "1 2", "0x1p3", "1,5", "12a", "--1", "+-1", "nan", "1.2.3", "1e+"])
  func noNumber(_ text: String) {
    #expect(slow(text) == nil)
    if !text.contains(",") { #expect(fast(text) == nil) }
  }

  @Test(arguments: [
    ("+1.5", 1.5), (".5", 0.5), ("5.", 5), ("1E3", 1000), ("-0", -0.0), ("1e-400", 0),
    ("123456789012345678901234567890", 123456789012345678901234567890.0), ("00000000000000000000001", 1),
  ])
  func slowPathTakesTheRest(_ text: String, _ value: Double) {
    #expect(slow(text) == value)
  }

  @Test func missingWords() {
    let words = ["", "nan", "NaN", "-nan", "NA", "n/a", "NULL", "None", "inf", "-Infinity"]
    let others = ["-", "0", "nano", "n", "infinite"]
    for word in words { #expect(Array(word.utf8).withUnsafeBufferPointer { Decimal.isMissing($0) }, "\(word)") }
    for word in others { #expect(!Array(word.utf8).withUnsafeBufferPointer { Decimal.isMissing($0) }, "\(word)") }
  }
}
