import Glibc
import Testing

@testable import AnomalyData

@Suite struct DecimalTests {
  /// The number at the start of `text` when all of it is one.
  private func fast(_ text: String, point: Character = ".") -> Float? {
    let length = text.utf8.count
    let bytes = Array(text.utf8) + [0x3B] + [UInt8](repeating: 0x39, count: FastDecimal.reach)
    let decimal = FastDecimal()
    defer { decimal.deallocate() }
    var index = 0
    let value = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { decimal.read($0, &index, point: point.asciiValue ?? 0) } ?? .nan
    }
    #expect(value.isNaN == (index == 0))
    return index == length && !value.isNaN ? value : nil
  }

  private func slow(_ text: String) -> Double? {
    Array(text.utf8).withUnsafeBufferPointer { Decimal.value(of: $0) }
  }

  @Test func fastPathEqualsStrtod() {
    var random = RandomSource(seed: 5)
    var taken = 0
    for _ in 0..<40_000 {
      let digits = 1 + Int(random.next() % 22)
      var text = random.next() % 2 == 0 ? "-" : ""
      let point = Int(random.next() % UInt64(min(9, digits) + 1))
      for place in 0..<digits {
        if place == point { text += "." }
        text += String(random.next() % 10)
      }
      if random.next() % 3 == 0 { text += "e\(Int(random.next() % 50) - 25)" }
      guard let value = fast(text) else { continue }
      taken += 1
      #expect(value.bitPattern == Float(strtod(text, nil)).bitPattern, "\(text)")
    }
    #expect(taken > 15_000)
  }

  @Test func numbersNextToTheMiddleOfTwoFloatsAreExact() {
    var random = RandomSource(seed: 7)
    for _ in 0..<20_000 {
      let float = Float(random.uniform(in: 0..<8))
      let middle = (Double(float) + Double(float.nextUp)) / 2
      for value in [middle, middle.nextUp, middle.nextDown] {
        let text = "\(value)"
        if let read = fast(text) { #expect(read == Float(strtod(text, nil)), "\(text)") }
      }
    }
  }

  @Test(arguments: [
    ("0.5", 0.5), ("-12", -12), (".25", 0.25), ("5.", 5), ("1e3", 1000), ("1234567.8", 1_234_567.8),
    ("-0.7312715117751976", -0.7312715), ("0.13446586418989326", 0.13446586), ("158.8731234567", 158.87312),
  ])
  func fastPathTakesOrdinaryNumbers(_ text: String, _ value: Float) {
    #expect(fast(text) == value)
    let comma = String(text.map { $0 == "." ? "," : $0 })
    #expect(fast(comma, point: ",") == value)
  }

  @Test func everyFloatReadsBack() {
    var random = RandomSource(seed: 6)
    for _ in 0..<20_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: random.next()))
      guard value.isFinite else { continue }
      let text = value.description
      #expect((fast(text) ?? slow(text).map { Float($0) }) == value, "\(text)")
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
